/// What is accepted in OCSP responses. Form only: what a response must mean cannot be configured.
package struct OCSPPolicy: Sendable, Hashable {
  /// Whether a response without a nonce counts. A nonce that is there must always be the right one.
  package var acceptsMissingNonce: Bool
  /// Whether the certificate may be named by SHA-256 hashes of its issuer too, not by SHA-1 only.
  package var acceptsSHA256CertID: Bool
  /// Whether the nonce may lie bare in its extension, as OpenSSL of old and some services have it, and not only in the OCTET
  /// STRING of RFC 8954.
  package var acceptsBareNonce: Bool
  /// Whether a response may be signed with SHA-1.
  package var acceptsSHA1: Bool
  /// The shortest RSA modulus of a responder, in bits.
  package var minimumKeyBits: Int
  /// How far ahead of ours the responder's clock may be, in seconds.
  package var clockTolerance: Int

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

  /// The same, but no response without a nonce counts.
  var demandingNonce: OCSPPolicy {
    var policy = self
    policy.acceptsMissingNonce = false
    return policy
  }

  /// Real ones have some two kilobytes, most of it the responder's certificate.
  static let maximumBytes = 64 * 1024
  /// A response without nextUpdate says that newer information is always to be had (RFC 6960, 2.4), so its status counts
  /// for a day at most.
  static let lifetimeWithoutNextUpdate = 86_400
}
