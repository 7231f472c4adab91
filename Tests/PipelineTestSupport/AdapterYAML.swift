/// The configuration file of every test that loads one with throw-away certificates.
package struct AdapterYAML: Sendable {
  package var brokers: String
  package var url: String
  /// The directory of the throw-away certificates, with a trailing slash, or empty.
  package var pki: String
  /// The OCSP responder of the organisation's certificate; nil if the adapter does not sign.
  package var responder: String?
  /// Additional settings of `kafka` in YAML's flow style.
  package var kafka = ""
  /// Additional top-level lines.
  package var settings = ""

  package init(brokers: String, url: String, pki: String) {
    (self.brokers, self.url, self.pki) = (brokers, url, pki)
  }

  package var text: String {
    let organisation = responder.map { responder in
      """
        organisation:
          certificateFile: \(pki)signing.pem
          keyFile: \(pki)signing.key
          ocspResponderURL: \(responder)

      """
    }
    return """
      kafka: {bootstrapServers: "\(brokers)"\(kafka.isEmpty ? "" : ", " + kafka)}
      elt:
        environment: custom
        url: \(url)
        clientCertificateFile: \(pki)client.pem
        clientKeyFile: \(pki)client.key
        trustRootsFile: \(pki)tls-root.pem
      signatures:
        personRootsFile: \(pki)person-root.pem
        organisationRootsFile: \(pki)organisation-root.pem
      \(organisation ?? "")admin: {port: 0}
      \(settings)
      """
  }
}
