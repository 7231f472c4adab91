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

  @Test func onlyOfASignatureThatIsTrue() throws {
    #expect(
      try found(goodSignature(replacing: "SmFnIGdvZGv", with: "SmFnIGdvZGw")).map(\.code) == [
        .signatureDigest
      ]
    )
  }
}
