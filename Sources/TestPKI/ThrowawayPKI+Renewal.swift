/// Certificates as they come after the first.
extension ThrowawayPKI {
  /// Another certificate for the client's key, valid in a time of its own.
  ///
  /// - Parameters:
  ///   - from: seconds since 1970.
  ///   - until: the last second, since 1970.
  package func renewedClient(from: Int, until: Int) throws(ThrowawayPKIError) -> ThrowawayCertificate {
    var template = CertificateTemplate.tlsClient(serial: 700)
    template.validity = .init(from: from, until: until)
    return try template.issue(for: tls.client.key, by: tls.root)
  }
}
