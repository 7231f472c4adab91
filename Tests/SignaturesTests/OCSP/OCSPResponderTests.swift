import PKI
import Signatures
import Testing
import TimeReport

@testable import TestPKI

/// The responders that may answer for an issuer.
@Suite struct OCSPResponderTests {
  /// In either form.
  private func codes(_ responder: ThrowawayPKI.WrongResponder) throws -> [ProblemCode] {
    let codes = try OCSPForm.allCases.map { form in
      var world = try OCSPWorld(form)
      world.response.responder = try world.pki.responder(responder)
      return try world.codes()
    }
    #expect(codes[0] == codes[1])
    return codes[0]
  }

  @Test("the issuer itself may answer", arguments: OCSPForm.allCases) func theIssuerItself(form: OCSPForm)
    throws
  {
    var world = try OCSPWorld(form)
    world.response.responder = world.pki.bankID.customerCA
    #expect(try world.codes() == [])
    world.response.includesResponder = false
    #expect(try world.codes() == [])
  }

  @Test("a look-alike responder is refused") func aLookAlike() throws {
    #expect(try codes(.lookAlike) == [.ocspResponder])
  }

  @Test("a responder of another issuer is refused") func authorisedByAnotherIssuer() throws {
    #expect(try codes(.ofAnotherIssuer) == [.ocspResponder])
  }

  @Test("a responder without the purpose is refused") func withoutThePurpose() throws {
    #expect(try codes(.withoutPurpose) == [.ocspResponderPurpose])
  }

  @Test("a responder that was not valid when it answered is refused") func notValidWhenItAnswered() throws {
    #expect(try codes(.expired) == [.ocspResponderExpired])
  }

  @Test("the signer's own certificate may not answer") func theSignerItself() throws {
    var world = try OCSPWorld()
    world.response.responder = ThrowawayIdentity(certificate: world.person.chain[0], key: world.person.key)
    #expect(try world.codes() == [.ocspResponderPurpose])
  }

  @Test("a responder whose certificate is missing is refused", arguments: OCSPForm.allCases)
  func aResponderThatIsNotInTheResponse(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.includesResponder = false
    #expect(try world.codes() == [.ocspResponder])
  }

  @Test("another responder's certificate is refused") func aBorrowedCertificate() throws {
    var world = try OCSPWorld()
    world.response.responder = ThrowawayIdentity(
      certificate: world.pki.bankID.responder.certificate,
      key: world.pki.bankID.root.key
    )
    // OpenSSL refuses to sign that, so the value of a valid response is changed.
    let der = try OCSPWorld().response.der()
    #expect(throws: ThrowawayPKIError.self) { try world.response.der() }
    let good = try OCSPWorld()
    #expect(try good.codes(good.changed(der)) == [.ocspInvalid])
  }

  /// A renewed responder may send both its certificates, and several responders may have one name.
  @Test("of several certificates with the same name the signing one is found")
  func severalRespondersWithOneName() throws {
    var world = try OCSPWorld()
    let right = world.response.responder
    let template = CertificateTemplate.responder("Throwaway wrong responder", serial: 668)
    let key = try ThrowawayKey()
    func named(_ change: (inout CertificateTemplate) -> Void = { _ in }, for key: ThrowawayKey) throws
      -> ThrowawayCertificate
    {
      var template = template
      change(&template)
      return try template.issue(for: key, by: world.pki.bankID.customerCA)
    }
    let expired = try named({ $0.validity.until = 1_609_459_200 }, for: key)
    let other = try named(for: right.key)
    world.response.responder = ThrowawayIdentity(certificate: try named(for: key), key: key)
    for before in [[expired], [other], [other, expired, other, expired, other]] {
      world.response.otherCertificates = before
      #expect(try world.codes() == [])
    }
    world.response.responder = ThrowawayIdentity(certificate: expired, key: key)
    world.response.otherCertificates = [other]
    #expect(try world.codes() != [])
  }

  @Test("a responder with an unknown critical extension is refused")
  func unknownCriticalExtension() throws {
    var world = try OCSPWorld()
    var template = CertificateTemplate.responder("Throwaway wrong responder", serial: 669)
    template.extensions.append(("nsComment", "critical,ASN1:UTF8String:x"))
    let key = try ThrowawayKey()
    world.response.responder = ThrowawayIdentity(
      certificate: try template.issue(for: key, by: world.pki.bankID.customerCA),
      key: key
    )
    #expect(try world.codes() == [.ocspResponderPurpose])
  }

  @Test("SHA-1 is refused unless the policy allows it", arguments: OCSPForm.allCases)
  func signedWithSHA1(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.signatureHash = .sha1
    #expect(try world.codes() == [.ocspAlgorithm])
    world.policy.acceptsSHA1 = true
    #expect(try world.codes() == [])
  }

  @Test("a responder with a short key is refused", arguments: OCSPForm.allCases)
  func aKeyThatIsTooShort(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.policy.minimumKeyBits = 3072
    #expect(try world.codes() == [.ocspAlgorithm])
  }
}

extension OCSPWorld {
  /// Changes one byte of the signature value, which precedes the responder's certificate.
  func changed(_ der: [UInt8]) throws -> [UInt8] {
    let certificate = response.responder.certificate.der
    let start = try #require(der.firstRange(of: certificate)?.lowerBound)
    var changed = der
    changed[start - 40] ^= 1
    return changed
  }
}
