import Credentials
import Signatures
import Testing
import TimeReport

@Suite struct OrganisationSignerTests {
  private let date = CalendarDate(daysSinceEpoch: 20_760)

  private func chain(_ certificates: TestCertificate...) -> [UInt8] { certificates.flatMap(\.pem) }

  @Test func itsSignatureCountsAsTheProviders() throws {
    let signers = try TestSigners.shared.get()
    let signer = try OrganisationSigner(
      Credential(
        certificateFile: chain(signers.organisation, signers.bankCA, signers.root),
        keyFile: signers.organisation.key.pem
      )
    )
    let signature = try signer.sign(TestDocument.report, on: date)
    #expect(signature.signedOn == date && signature.ocspResponse.isEmpty)
    #expect(codes(with: signature.signature, role: .provider).isEmpty)
    #expect(codes(with: signature.signature, role: .assistant).contains(.signatureWrongPerson))
    #expect(try signer.sign(TestDocument.report, on: date) == signature)
    // Signer and issuer, no root.
    let text = String(decoding: signature.signature, as: UTF8.self)
    #expect(text.ranges(of: "<X509Certificate>").count == 2)
    #expect(signer.certificate.subjectSerialNumber == "5599990009")
  }

  @Test func aSelfSignedCertificateSignsWithItself() throws {
    let signers = try TestSigners.shared.get()
    let alone = try TestCertificate(subject: [("CN", "Omsorg AB")], key: signers.spareKey)
    let signer = try OrganisationSigner(
      Credential(certificateFile: alone.pem, keyFile: alone.key.pem)
    )
    let signature = try signer.sign(TestDocument.report, on: date)
    #expect(codes(with: signature.signature, role: .provider).isEmpty)
  }
}

/// What the signer refuses to be made with; each with its own code.
@Suite struct OrganisationSignerRefusalTests {
  @Test func keyAndCertificateThatDoNotBelongTogether() throws {
    let signers = try TestSigners.shared.get()
    #expect(problem(signers.organisation.pem, signers.spareKey.pem) == .keyMismatch)
  }

  @Test func validity() throws {
    #expect(try made(days: -10 ... -1) == .certificateExpired)
    #expect(try made(days: 1...10) == .certificateNotYetValid)
    #expect(try made(days: -1...1) == nil)
  }

  @Test func purpose() throws {
    #expect(try made(usage: "critical,keyEncipherment") == .certificateWrongPurpose)
    #expect(
      try made(usage: "critical,digitalSignature", extendedUsage: "clientAuth,serverAuth")
        == .certificateWrongPurpose
    )
    #expect(try made(isAuthority: true) == .certificateWrongPurpose)
    #expect(try made(usage: nil) == nil)
    #expect(try made(usage: "digitalSignature", extendedUsage: "clientAuth,emailProtection") == nil)
  }

  @Test func aWeakKey() throws {
    let weak = try TestKey(bits: 1024)
    #expect(problem(try TestCertificate(subject: [("CN", "x")], key: weak).pem, weak.pem) == .keyWeak)
  }

  @Test func issuersThatAreMissing() throws {
    let signers = try TestSigners.shared.get()
    #expect(problem(signers.organisation.pem, signers.organisation.key.pem) == .chainMissing)
  }

  @Test func aBrokenChain() throws {
    let signers = try TestSigners.shared.get()
    let key = signers.organisation.key.pem
    #expect(problem(signers.organisation.pem + signers.root.pem, key) == .chainBroken)
    #expect(
      problem(signers.organisation.pem + signers.customerCA.pem + signers.bankCA.pem, key) == .chainBroken
    )
    #expect(
      problem(signers.organisation.pem + Array(repeating: signers.root.pem, count: 6).flatMap(\.self), key)
        == .chainBroken
    )
  }

  /// Same name, another key: the name alone must not make an issuer.
  @Test func anIssuerByNameOnly() throws {
    let signers = try TestSigners.shared.get()
    let impostor = try TestCertificate(subject: [("CN", "Bank CA")], key: signers.spareKey, isAuthority: true)
    #expect(problem(signers.organisation.pem + impostor.pem, signers.organisation.key.pem) == .chainBroken)
  }

  @Test func whatIsNoPEM() throws {
    let signers = try TestSigners.shared.get()
    let key = signers.organisation.key.pem
    #expect(problem([], key) == .certificateUnreadable)
    #expect(problem(key, key) == .certificateUnreadable)
    let broken =
      signers.organisation.pem + Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    #expect(problem(broken, key) == .certificateUnreadable)
    #expect(problem(signers.organisation.pem, []) == .keyUnreadable)
    #expect(problem(signers.organisation.pem, signers.organisation.pem) == .keyUnreadable)
  }

  private func made(
    days: ClosedRange<Int> = -1...1,
    usage: String? = "nonRepudiation",
    extendedUsage: String? = nil,
    isAuthority: Bool = false
  ) throws -> CredentialProblem.Code? {
    let key = try TestSigners.shared.get().spareKey
    let certificate = try TestCertificate(
      subject: [("CN", "Omsorg AB")],
      key: key,
      days: days,
      usage: usage,
      extendedUsage: extendedUsage,
      isAuthority: isAuthority
    )
    return problem(certificate.pem, key.pem)
  }
}

private func problem(_ chain: [UInt8], _ key: [UInt8]) -> CredentialProblem.Code? {
  do throws(CredentialProblem) {
    _ = try OrganisationSigner(Credential(certificateFile: chain, keyFile: key))
    return nil
  } catch { return error.code }
}
