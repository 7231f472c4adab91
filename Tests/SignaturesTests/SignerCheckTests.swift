import Signatures
import Testing
import TimeReport

/// The place where trust and OCSP are put in.
@Suite struct SignerCheckTests {
  private struct Refusing: SignerCheck {
    let code: ProblemCode
    func problems(
      with signature: BankIDSignature,
      submitted: ReportSignature,
      role: SignatureRole
    ) -> [(code: ProblemCode, message: String)] {
      signature.certificates.count == 3 && submitted.ocspResponse == [1] && role == .assistant
        ? [(code, "x")] : []
    }
  }

  private func found(_ signature: [UInt8]) -> [Problem] {
    let checks: [any SignerCheck] = [
      Refusing(code: .signatureCertificate), Refusing(code: .signatureMissing),
    ]
    let submitted = ReportSignature(
      signature: signature,
      ocspResponse: [1],
      signedOn: CalendarDate(daysSinceEpoch: 20_760)
    )
    return SignatureVerifier(signerChecks: checks)
      .verify(submitted, role: .assistant, of: TestDocument.report, at: "/s")
  }

  @Test func furtherChecksAreMadeInTheirOrder() throws {
    #expect(try found(goodSignature()).map(\.code) == [.signatureCertificate, .signatureMissing])
    #expect(try found(goodSignature()).map(\.place) == [.pointer("/s/signature"), .pointer("/s/signature")])
  }

  /// A check that looks at how a signature prints: it holds a person's name and number.
  private struct Printing: SignerCheck {
    func problems(
      with signature: BankIDSignature,
      submitted: ReportSignature,
      role: SignatureRole
    ) -> [(code: ProblemCode, message: String)] {
      var dumped = ""
      dump(signature, to: &dumped)
      return [(.signatureMissing, "\(signature) \(String(reflecting: signature)) \(dumped)")]
    }
  }

  @Test func aSignaturePrintsNothingOfItsSigner() throws {
    let submitted = ReportSignature(
      signature: try goodSignature(),
      ocspResponse: [],
      signedOn: CalendarDate(daysSinceEpoch: 20_760)
    )
    let found = SignatureVerifier(signerChecks: [Printing()])
      .verify(submitted, role: .assistant, of: TestDocument.report, at: "/s")
    let name = "BankIDSignature(redacted)"
    #expect(found.map(\.message) == ["\(name) \(name) - \(name)\n"])
  }

  @Test func onlyOfASignatureThatIsTrue() throws {
    #expect(
      try found(goodSignature(replacing: "SmFnIGdvZGv", with: "SmFnIGdvZGw")).map(\.code) == [
        .signatureDigest
      ]
    )
  }
}
