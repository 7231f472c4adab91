/// How the throw-away OCSP responder answers.
package enum ResponderBehaviour: String, Sendable, CaseIterable {
  /// Correctly: good for the organisation's certificate, unknown for any other.
  case good
  case revoked
  case unknown
  /// Without the nonce of the request.
  case withoutNonce = "without-nonce"
  /// With a different nonce.
  case wrongNonce = "wrong-nonce"
  /// With the status tryLater (RFC 6960, 4.2.1).
  case tryLater = "try-later"
  /// With HTTP 503.
  case unavailable
  /// With bytes that are not an OCSP response.
  case garbage
}
