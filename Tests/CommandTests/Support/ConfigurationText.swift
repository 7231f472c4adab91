/// The configuration file of every test that runs the adapter as a process.
struct ConfigurationText {
  var brokers: String
  var url: String
  /// The directory of the throw-away certificates, with a trailing slash, or empty.
  var pki: String
  /// The OCSP responder of the organisation's certificate; nil if the adapter does not sign.
  var responder: String?
  /// Additional settings of `kafka` in YAML's flow style.
  var kafka = ""
  /// Additional top-level lines.
  var settings = ""

  var yaml: String {
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
