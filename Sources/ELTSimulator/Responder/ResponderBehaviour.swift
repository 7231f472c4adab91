/// What the throw-away OCSP responder does with a request.
package enum ResponderBehaviour: String, Sendable, CaseIterable {
  /// Answers as it should: good for the organisation's certificate, unknown for any other.
  case good
  case revoked
  case unknown
  /// Answers without the nonce it was asked with.
  case withoutNonce = "without-nonce"
  /// Answers with somebody else's nonce.
  case wrongNonce = "wrong-nonce"
  /// Says that it is too busy (RFC 6960, 4.2.1: tryLater).
  case tryLater = "try-later"
  /// Answers HTTP 503.
  case unavailable
  /// Answers with something that is no OCSP response.
  case garbage
}
