/// The connection to the OCSP responder of one certificate. The composition implements it over HTTP, so that verifying and
/// signing need no network library.
package protocol OCSPResponding: Sendable {
  /// Sends one request.
  ///
  /// - Parameter request: DER.
  /// - Returns: the answer, unverified.
  func answer(to request: [UInt8]) async throws(ResponderUnreachable) -> [UInt8]
}

/// Reports that an OCSP responder returned no answer.
package struct ResponderUnreachable: Error, Sendable, Hashable {
  /// What failed, as the end of a sentence; holds no personal data.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}
