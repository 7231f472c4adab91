import Signatures
import Testing
import TestPKI
import TimeReport
import PKI

/// A person of the throw-away PKI, a signature, and its response, which a test can change.
struct OCSPWorld {
  private static let shared = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make() }

  let pki: ThrowawayPKI
  let person: ThrowawayPerson
  let signature = Array("<Signature/>".utf8)
  var response: OCSPResponse
  var policy = OCSPPolicy()
  /// Seconds since 1970.
  var now = Self.producedAt + 3600

  static let producedAt = 1_790_000_000

  init(_ form: OCSPForm = .standard) throws {
    pki = try Self.shared.get()
    person = try pki.person(personalIdentityNumber: "198002022393")
    var generator = SystemRandomNumberGenerator()
    response = try OCSPResponse(
      for: person.chain[0],
      by: pki.bankID.statusAuthority,
      in: form,
      producedAt: Self.producedAt,
      nonce: OCSPResponse.nonce(boundTo: signature, using: &generator)
    )
  }

  /// - Parameter der: nil for the unchanged response.
  func verdict(_ der: [UInt8]? = nil) throws -> OCSPCheck.Verdict {
    OCSPCheck(policy: policy).verdict(
      on: try der ?? response.der(),
      for: try #require(Certificate(der: person.chain[0].der)),
      issuedBy: try #require(Certificate(der: person.chain[1].der)),
      boundTo: signature,
      now: now
    )
  }

  func codes(_ der: [UInt8]? = nil) throws -> [ProblemCode] { try verdict(der).failures.map(\.code) }
}
