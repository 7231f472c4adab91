/// The rules for accepting OCSP responses. They concern the form only: the required content cannot be configured.
package struct OCSPPolicy: Sendable, Hashable {
  /// Whether a response without a nonce is accepted. A wrong nonce never is.
  package var acceptsMissingNonce: Bool
  /// Whether the CertID may use SHA-256 besides SHA-1.
  package var acceptsSHA256CertID: Bool
  /// Whether the nonce may be the extension value itself, as old OpenSSL and some services write it, besides the OCTET
  /// STRING of RFC 8954.
  package var acceptsBareNonce: Bool
  /// Whether a response may be signed with SHA-1.
  package var acceptsSHA1: Bool
  /// The shortest RSA modulus of a responder, in bits.
  package var minimumKeyBits: Int
  /// Seconds that the responder's clock may be ahead of ours, and its thisUpdate ahead of its producedAt: RFC 5019, 4, lets
  /// clients accept small differences between clocks.
  var clockTolerance: Int

  package init(
    acceptsMissingNonce: Bool = false,
    acceptsSHA256CertID: Bool = true,
    acceptsBareNonce: Bool = true,
    acceptsSHA1: Bool = false,
    minimumKeyBits: Int = 2048,
    clockTolerance: Int = 60
  ) {
    self.acceptsMissingNonce = acceptsMissingNonce
    self.acceptsSHA256CertID = acceptsSHA256CertID
    self.acceptsBareNonce = acceptsBareNonce
    self.acceptsSHA1 = acceptsSHA1
    self.minimumKeyBits = minimumKeyBits
    self.clockTolerance = clockTolerance
  }

  /// The same policy, with the nonce mandatory.
  var demandingNonce: OCSPPolicy {
    var policy = self
    policy.acceptsMissingNonce = false
    return policy
  }

  /// A response without nextUpdate means that newer information is always available (RFC 6960, 2.4), so its status is
  /// valid for at most a day.
  static let lifetimeWithoutNextUpdate = 86_400
}
