import Signatures
import Testing
import TestPKI
import TimeReport

/// Which certificate a response is for, and what it says of it.
@Suite struct OCSPStatusTests {
  @Test func good() throws {
    let verdict = try OCSPWorld().verdict()
    #expect(verdict.failures.isEmpty)
    #expect(verdict.producedAt == OCSPWorld.producedAt)
    let steps: [VerificationStep] = [
      .ocspResponse, .ocspCertificate, .ocspStatus, .ocspResponder, .ocspSignature, .ocspTimes, .ocspNonce,
    ]
    #expect(verdict.steps.map(\.step) == steps)
  }

  @Test func revoked() throws {
    var world = try OCSPWorld()
    world.response.status = .revoked
    #expect(try world.codes() == [.ocspRevoked])
  }

  @Test func unknown() throws {
    var world = try OCSPWorld()
    world.response.status = .unknown
    #expect(try world.codes() == [.ocspUnknown])
  }

  @Test func anotherPersonsCertificate() throws {
    var world = try OCSPWorld()
    world.response.certificate = try world.pki.person(personalIdentityNumber: "197001012388").chain[0]
    #expect(try world.codes() == [.ocspOtherCertificate])
  }

  /// The right serial number under another issuer.
  @Test func anotherIssuer() throws {
    var world = try OCSPWorld()
    world.response.issuer = world.pki.bankID.bankCA.certificate
    #expect(try world.codes() == [.ocspOtherCertificate])
  }

  @Test func certIDBySHA256() throws {
    var world = try OCSPWorld()
    world.response.certIDHash = .sha256
    #expect(try world.codes() == [])
    world.policy.acceptsSHA256CertID = false
    #expect(try world.codes() == [.ocspCertIDHash])
  }
}
