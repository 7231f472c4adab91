internal import PKI
internal import ELT
internal import Transport

extension AdapterConfiguration {
  /// How long the certificates in this host's files are good for, and by name why one cannot be read: whoever looks after the fleet
  /// need not have the keys.
  ///
  /// - Parameter now: seconds since 1970.
  package func certificates(at now: Int) -> (statuses: [CertificateStatus], unread: [String: String]) {
    var statuses: [CertificateStatus] = []
    var unread: [String: String] = [:]
    func look(_ name: String, _ read: () throws -> Credential?) {
      do {
        if let credential = try read() { statuses.append(CertificateStatus(name, credential, at: now)) }
      } catch {
        unread[name] = "\(error)"
      }
    }
    if roles.contains(.submit), elt.clientCertificateFile != nil {
      look("client") {
        let client = try eltClient().identity
        return try Credential(
          certificateFile: client.certificatePEM,
          keyFile: client.keyPEM,
          passphrase: client.keyPassphrase
        )
      }
    }
    if roles.contains(.prepare) { look("signing", organisationCredential) }
    return (statuses, unread)
  }
}
