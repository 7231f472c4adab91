package import Settings
internal import PKI
internal import ELT
package import Operations
internal import Telemetry
internal import Transport

extension AdapterConfiguration {
  /// When the certificates in this host's files expire.
  ///
  /// - Parameter now: Seconds since 1970.
  package func certificates(at now: Int) -> CertificateStatuses {
    var statuses = CertificateStatuses()
    func add(_ name: String, _ read: () throws -> Credential?) {
      do {
        if let credential = try read() { statuses.known.append(CertificateStatus(name, credential, at: now)) }
      } catch {
        statuses.unread[name] = "\(error)"
      }
    }
    if roles.contains(.submit), elt.clientCertificateFile != nil {
      add("client") {
        let client = try eltClient().identity
        return try Credential(
          certificateFile: client.certificatePEM,
          keyFile: client.keyPEM,
          passphrase: client.keyPassphrase
        )
      }
    }
    if roles.contains(.intake) { add("signing", organisationCredential) }
    return statuses
  }
}
