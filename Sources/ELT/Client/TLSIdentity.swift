internal import COpenSSL
internal import Credentials

/// Our side of the connection, and whose servers count: read before the first connection, so that a mistake is told when
/// the program starts and not when the first report is sent.
struct TLSIdentity: Sendable {
  let credential: Credential

  /// - Parameter now: seconds since the epoch.
  init(_ configuration: ELTClientConfiguration, now: Int) throws(ELTConfigurationProblem) {
    do {
      credential = try Credential(
        certificateFile: configuration.clientCertificatePEM,
        keyFile: configuration.clientKeyPEM,
        passphrase: configuration.clientKeyPassphrase
      )
      try credential.checkValidity(now: now)
    } catch {
      throw ELTConfigurationProblem(error.code.isAboutKey ? .clientKey : .clientCertificate, error.message)
    }
    guard credential.isForTLSClient else {
      throw ELTConfigurationProblem(
        .clientCertificate,
        "The certificate is not for a TLS client, by its key usage. Is it the one for signing? Give the one for the"
          + " connection."
      )
    }
    guard Self.isListOfCertificates(configuration.trustRootsPEM) else {
      throw ELTConfigurationProblem(
        .trustRoots,
        "The file is not a list of certificates in PEM form. Give the issuers of the server's certificate as PEM."
      )
    }
  }

  private static func isListOfCertificates(_ pem: [UInt8]) -> Bool {
    ERR_clear_error()
    defer { ERR_clear_error() }
    return pem.withUnsafeBytes { bytes in
      let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count))
      defer { BIO_free(bio) }
      var isEmpty = true
      while let certificate = PEM_read_bio_X509(bio, nil, nil, nil) {
        X509_free(certificate)
        isEmpty = false
        ERR_clear_error()
      }
      // Running out of certificates is how a good list ends; anything else is a damaged one.
      return !isEmpty && elt_is_end_of_pem(ERR_peek_last_error()) == 1
    }
  }
}
