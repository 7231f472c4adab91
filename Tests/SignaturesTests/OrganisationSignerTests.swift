import PKI
import Signatures
import Testing
import TimeReport

@Suite struct OrganisationSignerTests {
  private let date = CalendarDate(daysSinceEpoch: 20_760)

  private func chain(_ certificates: TestCertificate...) -> [UInt8] { certificates.flatMap(\.pem) }

  @Test("the organisation's signature is accepted as the provider's only")
  func signatureIsAcceptedForTheProvider() throws {
    let signers = try TestSigners.shared.get()
    let signer = try OrganisationSigner(
      Credential(
        certificateFile: chain(signers.organisation, signers.bankCA, signers.root),
        keyFile: signers.organisation.key.pem
      ),
      responderURL: "http://127.0.0.1/",
      connect: { _ in NoResponder() }
    )
    let signature = try signer.sign(TestDocument.report, on: date)
    #expect(signature.signedOn == date && signature.ocspResponse.isEmpty)
    #expect(codes(with: signature.signature, role: .provider).isEmpty)
    #expect(codes(with: signature.signature, role: .assistant).contains(.signatureWrongPerson))
    #expect(try signer.sign(TestDocument.report, on: date) == signature)
    // Signer and issuer, no root.
    let text = String(decoding: signature.signature, as: UTF8.self)
    #expect(text.ranges(of: "<X509Certificate>").count == 2)
    #expect(signer.certificate.subjectSerialNumber == "5599990008")
  }

  @Test("the responder is the given one, or else the certificate's own")
  func theResponderIsTheOneGivenOrTheCertificatesOwn() throws {
    let signers = try TestSigners.shared.get()
    func certificate(_ access: String?) throws -> TestCertificate {
      var extensions = [("keyUsage", "critical,nonRepudiation")]
      if let access { extensions.append(("authorityInfoAccess", access)) }
      return try TestCertificate(
        subject: [("CN", "Omsorg AB")],
        key: signers.spareKey,
        issuer: signers.bankCA,
        extensions: extensions
      )
    }
    func responder(_ access: String?, given: String? = nil) throws -> String? {
      let certificate = try certificate(access)
      let files = certificate.pem + signers.bankCA.pem
      let credential = try Credential(certificateFile: files, keyFile: certificate.key.pem)
      do throws(CredentialProblem) {
        return try OrganisationSigner(credential, responderURL: given, connect: { _ in NoResponder() })
          .responderURL
      } catch {
        #expect(error.code == .responderMissing)
        return nil
      }
    }
    let own = "caIssuers;URI:http://x/ca.cer,OCSP;URI:ldap://x/,OCSP;URI:http://ocsp.example/own"
    #expect(try responder(own) == "http://ocsp.example/own")
    #expect(try responder(own, given: "http://ocsp.example/") == "http://ocsp.example/")
    #expect(try responder("OCSP;URI:ldap://x/") == nil)
    #expect(try responder(nil) == nil)
  }
}

/// Credentials that the signer refuses, each with its own code.
@Suite struct OrganisationSignerRefusalTests {
  @Test("a key of another certificate is refused") func keyOfAnotherCertificate() throws {
    let signers = try TestSigners.shared.get()
    #expect(problem(signers.organisation.pem, signers.spareKey.pem) == .keyMismatch)
  }

  @Test("a certificate outside its validity is refused") func validity() throws {
    #expect(try made(days: -10 ... -1) == .certificateExpired)
    #expect(try made(days: 1...10) == .certificateNotYetValid)
    #expect(try made(days: -1...1) == nil)
  }

  @Test("a certificate for another purpose is refused") func purpose() throws {
    #expect(try made(usage: "critical,keyEncipherment") == .certificateWrongPurpose)
    #expect(
      try made(usage: "critical,digitalSignature", extendedUsage: "clientAuth,serverAuth")
        == .certificateWrongPurpose
    )
    #expect(try made(isAuthority: true) == .certificateWrongPurpose)
    #expect(try made(usage: nil) == nil)
    #expect(try made(usage: "digitalSignature", extendedUsage: "clientAuth,emailProtection") == nil)
  }

  @Test("a weak key is refused") func aWeakKey() throws {
    let weak = try TestKey(bits: 1024)
    #expect(problem(try TestCertificate(subject: [("CN", "x")], key: weak).pem, weak.pem) == .keyWeak)
  }

  @Test("a chain without issuers is refused") func issuersThatAreMissing() throws {
    let signers = try TestSigners.shared.get()
    #expect(problem(signers.organisation.pem, signers.organisation.key.pem) == .chainMissing)
    let alone = try TestCertificate(subject: [("CN", "Omsorg AB")], key: signers.spareKey)
    #expect(
      problem(alone.pem, alone.key.pem) == .chainMissing,
      "a self-signed certificate has no issuer to vouch for it"
    )
  }

  @Test("a broken chain is refused") func aBrokenChain() throws {
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

  @Test("an issuer with the right name and another key is refused") func anIssuerByNameOnly() throws {
    let signers = try TestSigners.shared.get()
    let impostor = try TestCertificate(subject: [("CN", "Bank CA")], key: signers.spareKey, isAuthority: true)
    #expect(problem(signers.organisation.pem + impostor.pem, signers.organisation.key.pem) == .chainBroken)
  }

  @Test("bytes that are not PEM are refused") func bytesThatAreNotPEM() throws {
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
    let signers = try TestSigners.shared.get()
    let key = signers.spareKey
    let certificate = try TestCertificate(
      subject: [("CN", "Omsorg AB")],
      key: key,
      issuer: signers.bankCA,
      days: days,
      usage: usage,
      extendedUsage: extendedUsage,
      isAuthority: isAuthority
    )
    return problem(certificate.pem + signers.bankCA.pem, key.pem)
  }
}

private func problem(_ chain: [UInt8], _ key: [UInt8]) -> CredentialProblem.Code? {
  do throws(CredentialProblem) {
    let credential = try Credential(certificateFile: chain, keyFile: key)
    _ = try OrganisationSigner(credential, responderURL: "http://127.0.0.1/", connect: { _ in NoResponder() })
    return nil
  } catch { return error.code }
}
