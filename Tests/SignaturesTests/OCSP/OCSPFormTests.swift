import PKI
import Signatures
import Testing
import TimeReport

@testable import TestPKI

/// Bytes that are not a successful response.
@Suite struct OCSPFormTests {
  @Test("a missing response is refused") func nothing() throws {
    let world = try OCSPWorld()
    #expect(try world.codes([]) == [.ocspMissing])
    #expect(try world.verdict([]).producedAt == nil)
    #expect(try world.verdict([]).steps.count == world.verdict().steps.count)
  }

  @Test("bytes that are not DER are refused") func notDER() throws {
    let world = try OCSPWorld()
    let der = try world.response.der()
    for bytes in [[0], Array("good".utf8), der + [0], Array(der.dropLast()), Array(der.dropFirst())] {
      #expect(try world.codes(bytes) == [.ocspUnreadable])
    }
    #expect(try world.codes(der + [UInt8](repeating: 0, count: 70_000)) == [.ocspUnreadable])
  }

  /// RFC 6960, 4.2.1: malformedRequest, internalError, tryLater, sigRequired, unauthorized.
  @Test("an error status is refused", arguments: [1, 2, 3, 5, 6] as [UInt8])
  func anError(status: UInt8) throws {
    #expect(try OCSPWorld().codes([0x30, 3, 0x0A, 1, status]) == [.ocspNotSuccessful])
  }

  @Test("success without a response is refused") func successWithoutAResponse() throws {
    #expect(try OCSPWorld().codes([0x30, 3, 0x0A, 1, 0]) == [.ocspUnreadable])
  }

  /// BankID's production has an authority with a key of 4096 bits.
  @Test("the form of BankID's production is accepted and has its features")
  func productionForm() throws {
    let world = try OCSPWorld(.production)
    #expect(try world.codes() == [])
    let responder = try #require(Certificate(der: world.response.responder.certificate.der))
    let (from, until) = (try #require(responder.notBefore), try #require(responder.notAfter))
    #expect(until - from == 365 * 86_400 / 2 && (from...until).contains(OCSPWorld.producedAt))
    #expect(responder.isForNonRepudiation && responder.isForOCSPSigning && !responder.isAuthority)
    let parsed = try ParsedOCSPResponse(try world.response.der())
    guard case .value(let nonce) = parsed.nonce else {
      Issue.record("there is no nonce")
      return
    }
    #expect(nonce == world.response.nonce)
    #expect(parsed.names(asResponder: responder))

    let large = ThrowawayIdentity(
      certificate: ThrowawayCertificate(der: []),
      key: try ThrowawayKey(bits: 4096)
    )
    let template = CertificateTemplate.authority(ThrowawayPKI.BankID.Names.customerCA, serial: 672)
    let issuer = ThrowawayIdentity(
      certificate: try template.issue(for: large.key, by: world.pki.bankID.bankCA),
      key: large.key
    )
    let authority = ThrowawayStatusAuthority(issuer: issuer, responder: world.pki.bankID.responder)
    let signer = try CertificateTemplate.person(
      personalIdentityNumber: "198002022393",
      givenName: "Asta",
      familyName: "Ek",
      ocspURL: nil
    ).issue(for: world.person.key, by: issuer)
    let response = try OCSPResponse(
      for: signer,
      by: authority,
      in: .production,
      producedAt: OCSPWorld.producedAt,
      nonce: world.response.nonce
    )
    let verdict = OCSPCheck().verdict(
      on: try response.der(),
      for: try #require(Certificate(der: signer.der)),
      issuedBy: try #require(Certificate(der: issuer.certificate.der)),
      boundTo: world.signature,
      now: world.now
    )
    #expect(verdict.failures.isEmpty)
  }

  @Test("a response with any changed bit is refused", arguments: 0..<8, OCSPForm.allCases)
  func everyChangedBitIsFoundAndNoneCrashes(bit: Int, form: OCSPForm) throws {
    let world = try OCSPWorld(form)
    let good = try world.response.der()
    let certificate = try #require(good.firstRange(of: world.response.responder.certificate.der))
    for position in stride(from: bit, to: good.count, by: 11) where !certificate.contains(position) {
      var changed = good
      changed[position] ^= 1 << UInt8(bit)
      let verdict = try world.verdict(changed)
      // OpenSSL reads some forms that DER does not allow; their meaning is the same.
      #expect(
        !verdict.failures.isEmpty || verdict.producedAt == OCSPWorld.producedAt,
        "byte \(position) of \(good.count)"
      )
    }
  }

  /// Statuses of other certificates do not matter; this certificate must have exactly one, in whatever form.
  @Test("statuses of other certificates are ignored") func statusesOfOtherCertificates() throws {
    var world = try OCSPWorld()
    let other = try world.pki.person(personalIdentityNumber: "195001012383").chain[0]
    world.response.others = [(other, .sha384), (other, .sha1)]
    #expect(try world.codes() == [])
    world.response.others = [(world.response.certificate, .sha384)]
    #expect(try world.codes() == [.ocspCertIDHash])
    world.response.others = [(world.response.certificate, .sha256)]
    #expect(try world.codes() == [.ocspOtherCertificate])
    world.response.others = []
    world.response.certIDHash = .sha384
    #expect(try world.codes() == [.ocspCertIDHash])
  }
}
