/// How to reach ELT and how to show who we are. Checked as a whole when `ELTClient` is made.
package struct ELTClientConfiguration: Sendable {
  package var route: Route
  /// Sent quoted, as SOAP 1.1 asks.
  package var soapAction = "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"
  /// PEM: our certificate first, then the certificates of its issuers, if the server needs them; or PKCS #12.
  package var clientCertificatePEM: [UInt8]
  /// PEM, encrypted or not; nil where the certificate's file holds the key too.
  package var clientKeyPEM: [UInt8]?
  /// Opens an encrypted key or PKCS #12 file.
  package var clientKeyPassphrase: [UInt8]?
  /// PEM: the only issuers whose server certificates count. The system's own list is not asked.
  package var trustRootsPEM: [UInt8]
  /// Longest time for name lookup, TCP and TLS together. More than zero.
  package var connectTimeout: Duration = .seconds(10)
  /// Longest time for the whole call, connecting included. More than zero.
  package var requestTimeout: Duration = .seconds(60)
  /// Longest answer body. A receipt is a few hundred bytes; at least 1024.
  package var maximumAnswerBytes = 256 * 1024
  /// Calls under way at one time, 1 to 64; more wait their turn inside the client.
  package var maximumInFlight = 4
  /// Longest time a kept connection may have been idle and still be used; whole seconds, at least one. Shorter
  /// than the shortest common server limit (five seconds, Apache httpd), so that a call seldom meets a server that
  /// is just hanging up.
  package var maximumIdle: Duration = .seconds(4)
  var bodyPause = BodyPause()

  package init(
    route: Route,
    clientCertificatePEM: [UInt8],
    clientKeyPEM: [UInt8]?,
    clientKeyPassphrase: [UInt8]? = nil,
    trustRootsPEM: [UInt8]
  ) {
    self.route = route
    self.clientCertificatePEM = clientCertificatePEM
    self.clientKeyPEM = clientKeyPEM
    self.clientKeyPassphrase = clientKeyPassphrase
    self.trustRootsPEM = trustRootsPEM
  }
}

extension ELTClientConfiguration: CustomStringConvertible, CustomReflectable {
  package var description: String { "ELTClientConfiguration(\(route.url))" }
  package var customMirror: Mirror { Mirror(self, children: ["url": route.url]) }
}
