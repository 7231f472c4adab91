package import Transport

/// The address of ELT, the client's TLS identity and the limits. Checked as a whole when `ELTClient` is created.
package struct ELTClientConfiguration: Sendable {
  package var route: Route
  /// Sent in quotes, as SOAP 1.1 requires.
  package var soapAction = "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"
  /// The client's certificate and key, and the trusted issuers of ELT's certificate.
  package var identity: HTTPConfiguration.Identity
  /// Longest time for name lookup, TCP and TLS together. More than zero.
  package var connectTimeout: Duration = .seconds(10)
  /// Longest time for the whole call, connecting included. More than zero.
  package var requestTimeout: Duration = .seconds(60)
  /// Longest answer body; at least 1024 bytes. A receipt has a few hundred.
  package var maximumAnswerBytes = 256 * 1024
  /// Calls in progress at one time, 1 to 64; more wait inside the client.
  package var maximumInFlight = 4
  /// Longest time that a kept connection may be idle and still be used: whole seconds, at least one. Shorter than the
  /// shortest common server limit (five seconds, Apache httpd), so that a call rarely meets a server that is closing the
  /// connection.
  package var maximumIdle: Duration = .seconds(4)

  /// Those of `ELTAnswer.gatewayStatuses` with which ELT has certainly not started to process the report.
  package var notProcessedStatuses: Set<Int> = []

  /// - Parameters:
  ///   - clientCertificatePEM: PEM with the certificate first, or PKCS #12.
  ///   - clientKeyPEM: nil if the certificate's file holds the key too.
  ///   - trustRootsPEM: the only issuers of server certificates that are trusted.
  package init(
    route: Route,
    clientCertificatePEM: [UInt8],
    clientKeyPEM: [UInt8]?,
    clientKeyPassphrase: [UInt8]? = nil,
    trustRootsPEM: [UInt8]
  ) {
    self.route = route
    identity = HTTPConfiguration.Identity(
      certificatePEM: clientCertificatePEM,
      keyPEM: clientKeyPEM,
      keyPassphrase: clientKeyPassphrase,
      trustRootsPEM: trustRootsPEM
    )
  }

  func http() throws(ELTConfigurationProblem) -> HTTPConfiguration {
    guard !soapAction.isEmpty, soapAction.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 }) else {
      throw ELTConfigurationProblem(
        .soapAction,
        "The SOAP action must be printable ASCII without spaces and quotes."
      )
    }
    var http = HTTPConfiguration(
      url: route.url,
      headers: [
        "Content-Type: text/xml; charset=utf-8", "SOAPAction: \"\(soapAction)\"", "Accept: text/xml",
      ],
      identity: identity
    )
    http.connectTimeout = connectTimeout
    http.requestTimeout = requestTimeout
    http.maximumAnswerBytes = maximumAnswerBytes
    http.maximumInFlight = maximumInFlight
    http.maximumIdle = maximumIdle
    return http
  }
}

extension ELTClientConfiguration: CustomStringConvertible, CustomReflectable {
  package var description: String { "ELTClientConfiguration(\(route.url))" }
  package var customMirror: Mirror { Mirror(self, children: ["url": route.url]) }
}
