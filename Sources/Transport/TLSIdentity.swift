internal import PKI

/// The client's side of TLS, read before the first connection: a mistake is reported when the program starts and not when
/// it sends the first report.
struct TLSIdentity: Sendable {
  let credential: Credential
  let trustRootsPEM: [UInt8]

  /// - Parameter now: seconds since 1970.
  init(_ identity: HTTPConfiguration.Identity, now: Int) throws(HTTPConfigurationProblem) {
    do {
      credential = try Credential(
        certificateFile: identity.certificatePEM,
        keyFile: identity.keyPEM,
        passphrase: identity.keyPassphrase
      )
      try credential.checkValidity(now: now)
      try credential.checkForTLS()
    } catch {
      throw HTTPConfigurationProblem(error.code.isAboutKey ? .clientKey : .clientCertificate, error.message)
    }
    guard credential.isForTLSClient else {
      throw HTTPConfigurationProblem(
        .clientCertificate,
        "The certificate is not for a TLS client, by its key usage. Configure the one for the"
          + " connection."
      )
    }
    guard Certificate.certificates(pem: identity.trustRootsPEM)?.isEmpty == false else {
      throw HTTPConfigurationProblem(
        .trustRoots,
        "The file is not a list of certificates in PEM form. Configure the issuers of the server's certificate as PEM."
      )
    }
    trustRootsPEM = identity.trustRootsPEM
  }
}
