import PKI
import TestPKI
import Signatures
import Testing
import TimeReport

/// The certificate of a response and its status.
@Suite struct OCSPStatusTests {
  @Test("a good status is accepted", arguments: OCSPForm.allCases)
  func good(form: OCSPForm) throws {
    let verdict = try OCSPWorld(form).verdict()
    #expect(verdict.failures.isEmpty)
    #expect(verdict.producedAt == OCSPWorld.producedAt)
    let steps: [VerificationStep] = [
      .ocspResponse, .ocspCertificate, .ocspStatus, .ocspResponder, .ocspSignature, .ocspTimes, .ocspNonce,
    ]
    #expect(verdict.steps.map(\.step) == steps)
  }

  @Test("a revoked certificate is refused", arguments: OCSPForm.allCases)
  func revoked(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.status = .revoked
    #expect(try world.codes() == [.ocspRevoked])
  }

  @Test("an unknown certificate is refused", arguments: OCSPForm.allCases)
  func unknown(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.status = .unknown
    #expect(try world.codes() == [.ocspUnknown])
  }

  @Test("a response for another certificate is refused", arguments: OCSPForm.allCases)
  func anotherPersonsCertificate(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.certificate = try world.pki.person(personalIdentityNumber: "197001012388").chain[0]
    #expect(try world.codes() == [.ocspOtherCertificate])
  }

  @Test("a response for the same serial number of another issuer is refused", arguments: OCSPForm.allCases)
  func anotherIssuer(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.issuer = world.pki.bankID.bankCA.certificate
    #expect(try world.codes() == [.ocspOtherCertificate])
  }

  @Test("a CertID with SHA-256 is accepted if the policy allows it", arguments: OCSPForm.allCases)
  func certIDBySHA256(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.certIDHash = .sha256
    #expect(try world.codes() == [])
    world.policy.acceptsSHA256CertID = false
    #expect(try world.codes() == [.ocspCertIDHash])
  }
}
