import Foundation
import PKI
import Testing
import TimeReport

@testable import Signatures
@testable import TestPKI

/// Keys that would take long to use are refused before any use. The cost is counted in verifications, not in time.
@Suite struct KeyCostTests {
  private static let world = Result { try TrustWorld() }

  private func result(
    _ signature: ReportSignature,
    in world: TrustWorld
  ) throws -> (codes: Set<ProblemCode>, verifications: Int) {
    let verifier = SignatureVerifier(trust: try world.trust())
    var codes: Set<ProblemCode> = []
    let count = KeyUse.count {
      codes = Set(
        verifier.verify(signature, role: .assistant, of: world.document, now: TrustWorld.now, at: "").map(
          \.code
        )
      )
    }
    return (codes, count)
  }

  /// The assistant's signature with a response that `change` has changed.
  private func stapled(
    _ signer: ThrowawaySigner,
    in world: TrustWorld,
    _ change: (inout OCSPResponse) throws -> Void = { _ in }
  ) throws -> ReportSignature {
    var generator = SystemRandomNumberGenerator()
    var signature = try world.pki.sign(
      Array(world.document.toBeSigned.utf8),
      visibleText: "x",
      by: signer,
      on: TrustWorld.day,
      using: &generator
    )
    var response = try OCSPResponse(
      for: signer.chain[0],
      by: world.pki.bankID.statusAuthority,
      producedAt: TrustWorld.day.daysSinceEpoch * 86_400 + 36_000,
      nonce: OCSPResponse.nonce(boundTo: signature.signature, using: &generator)
    )
    try change(&response)
    signature.ocspResponse = try response.der()
    return signature
  }

  private func good(in world: TrustWorld) throws -> ThrowawaySigner {
    world.pki.signer(try world.pki.person(personalIdentityNumber: TrustWorld.number))
  }

  @Test("a good signature takes few verifications") func good() throws {
    let world = try Self.world.get()
    let (codes, count) = try result(try stapled(good(in: world), in: world), in: world)
    #expect(codes == [])
    #expect((1...10).contains(count))
  }

  @Test(
    "a costly key of a signer is refused without any verification",
    arguments: [
      (CostlyKey.modulus, ProblemCode.signatureKeyModulus), (.exponent, .signatureKeyExponent),
      (.curveParameters, .signatureCurveParameters),
    ]
  )
  func signer(_ key: CostlyKey, _ code: ProblemCode) throws {
    let world = try Self.world.get()
    let signer = try world.pki.signer(.costlyKey(key), personalIdentityNumber: TrustWorld.number)
    let (codes, count) = try result(try stapled(signer, in: world), in: world)
    #expect(codes == [code])
    #expect(count == 0)
  }

  @Test(
    "a costly key of an issuer is refused without any verification",
    arguments: [
      (CostlyKey.modulus, ProblemCode.signatureKeyModulus), (.exponent, .signatureKeyExponent),
      (.curveParameters, .signatureCurveParameters),
    ]
  )
  func issuer(_ key: CostlyKey, _ code: ProblemCode) throws {
    let world = try Self.world.get()
    let good = try good(in: world)
    let bankID = world.pki.bankID
    let template = CertificateTemplate.authority(ThrowawayPKI.BankID.Names.customerCA, serial: 671)
    let signer = ThrowawaySigner(
      key: good.key,
      chain: [good.chain[0], try template.issue(for: key, by: bankID.bankCA), good.chain[2]],
      authority: bankID.statusAuthority
    )
    let (codes, count) = try result(try stapled(signer, in: world), in: world)
    #expect(codes == [code])
    #expect(count == 0)
  }

  @Test(
    "a costly key of a responder is refused and never used",
    arguments: [
      (CostlyKey.modulus, ProblemCode.signatureKeyModulus), (.exponent, .signatureKeyExponent),
      (.curveParameters, .signatureCurveParameters),
    ]
  )
  func responder(_ key: CostlyKey, _ code: ProblemCode) throws {
    let world = try Self.world.get()
    let signature = try stapled(good(in: world), in: world) {
      $0.includesResponder = false
      $0.otherCertificates = [try world.pki.responderCertificate(key)]
    }
    let (codes, count) = try result(signature, in: world)
    #expect(codes == [code])
    #expect(count <= 10)
  }

  @Test("a response may hold four certificates, repeated ones not counted") func certificates() throws {
    let world = try Self.world.get()
    let persons = try (0..<4).map {
      try world.pki.person(personalIdentityNumber: "19700101123\($0)").chain[0]
    }
    func result(_ certificates: [ThrowawayCertificate]) throws -> (
      codes: Set<ProblemCode>, verifications: Int
    ) {
      try self.result(
        try stapled(good(in: world), in: world) { $0.otherCertificates = certificates },
        in: world
      )
    }
    #expect(try result(Array(persons.prefix(3))).codes == [])
    #expect(try result([persons[0], persons[0], persons[0], persons[0], persons[0]]).codes == [])
    #expect(try result(persons).codes == [.ocspTooManyCertificates])
  }

  /// All named like the responder and issued by the right authority, so that each of them has to be tried.
  @Test("several responders of one name take two verifications each") func responders() throws {
    let world = try Self.world.get()
    let bankID = world.pki.bankID
    let others = try (0..<3).map { index in
      try CertificateTemplate.responder(ThrowawayPKI.BankID.Names.responder, serial: 680 + UInt64(index))
        .issue(for: bankID.bankCA.key, by: bankID.customerCA)
    }
    let one = try result(try stapled(good(in: world), in: world), in: world)
    let many = try result(
      try stapled(good(in: world), in: world) { $0.otherCertificates = others },
      in: world
    )
    #expect(many.codes == [])
    // Each is checked against its issuer and tried on the response.
    #expect(many.verifications <= one.verifications + 2 * others.count)
  }

  @Test("a response may hold eight statuses") func statuses() throws {
    let world = try Self.world.get()
    func codes(_ count: Int) throws -> Set<ProblemCode> {
      let others = try (1..<count).map {
        (try world.pki.person(personalIdentityNumber: "19700101124\($0)").chain[0], HashFunction.sha1)
      }
      return try result(try stapled(good(in: world), in: world) { $0.others = others }, in: world).codes
    }
    #expect(try codes(8) == [])
    #expect(try codes(9) == [.ocspTooManyStatuses])
  }

  @Test("a root with a costly key is not configured") func root() throws {
    let world = try Self.world.get()
    let template = CertificateTemplate.authority("Root", serial: 1, root: true)
    let root = try template.issue(for: CostlyKey.exponent, by: world.pki.bankID.root)
    #expect(throws: TrustedRoots.Unusable.self) { try TrustedRoots(pem: try root.pem()) }
  }
}
