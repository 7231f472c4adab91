internal import COpenSSL

/// Looks through the certificates and the key before the first connection, so that a mistake in them is told when
/// the program starts and not when the first report is sent.
struct TLSIdentity: Sendable {
  /// Seconds since the epoch.
  let clientCertificateNotAfter: Int

  init(_ configuration: ELTClientConfiguration) throws(ELTConfigurationProblem) {
    let chain = CertificateList(configuration.clientCertificatePEM)
    guard let certificate = chain.first, chain.isWhole else {
      throw ELTConfigurationProblem(
        .clientCertificate,
        "The file is not a certificate in PEM form. Give the certificate from the issuer as PEM."
      )
    }
    guard
      let key = PrivateKeyHandle(configuration.clientKeyPEM, passphrase: configuration.clientKeyPassphrase)
    else {
      throw ELTConfigurationProblem(
        .clientKey,
        configuration.clientKeyPassphrase == nil
          ? "The file is not an unencrypted private key in PEM form. If the key is encrypted, give its passphrase."
          : "The private key cannot be read. Check that it is in PEM form and that the passphrase is right."
      )
    }
    guard X509_check_private_key(certificate, key.pointer) == 1 else {
      ERR_clear_error()
      throw ELTConfigurationProblem(
        .clientKey,
        "The private key does not belong to the client certificate. Give the key it was issued for."
      )
    }
    guard let notAfter = CertificateList.notAfter(certificate) else {
      throw ELTConfigurationProblem(
        .clientCertificate,
        "The certificate's last day cannot be read. Ask the issuer for a correct certificate."
      )
    }
    clientCertificateNotAfter = notAfter

    let roots = CertificateList(configuration.trustRootsPEM)
    guard roots.first != nil, roots.isWhole else {
      throw ELTConfigurationProblem(
        .trustRoots,
        "The file is not a list of certificates in PEM form. Give the issuers of the server's certificate as PEM."
      )
    }
  }
}

/// The certificates of a PEM text.
private final class CertificateList {
  private var certificates: [OpaquePointer] = []
  /// False where a certificate in the text could not be read.
  let isWhole: Bool

  var first: OpaquePointer? { certificates.first }

  init(_ pem: [UInt8]) {
    var read: [OpaquePointer] = []
    isWhole = withPEM(pem) { bio in
      while let certificate = PEM_read_bio_X509(bio, nil, nil, nil) { read.append(certificate) }
      // Running out of certificates is how a good list ends; anything else is a damaged one.
      return Int32(ERR_peek_last_error() & 0x7F_FFFF) == PEM_R_NO_START_LINE
    }
    certificates = read
  }

  deinit {
    for certificate in certificates { X509_free(certificate) }
  }

  static func notAfter(_ certificate: OpaquePointer) -> Int? {
    var fields = tm()
    guard ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &fields) == 1 else { return nil }
    return timegm(&fields)
  }
}

private final class PrivateKeyHandle {
  let pointer: OpaquePointer

  init?(_ pem: [UInt8], passphrase: [UInt8]?) {
    // OpenSSL asks the terminal when it gets no callback; ours answers with nothing instead.
    let passphrase = passphrase ?? []
    let key = withPEM(pem) { bio in
      passphrase.withUnsafeBufferPointer { secret in
        withUnsafePointer(to: secret) { secret in
          PEM_read_bio_PrivateKey(
            bio,
            nil,
            { buffer, size, _, context in
              guard let buffer, let secret = context?.load(as: UnsafeBufferPointer<UInt8>.self) else {
                return 0
              }
              guard secret.count <= Int(size) else { return 0 }
              for (index, byte) in secret.enumerated() { buffer[index] = CChar(bitPattern: byte) }
              return Int32(secret.count)
            },
            UnsafeMutableRawPointer(mutating: secret)
          )
        }
      }
    }
    guard let key else { return nil }
    pointer = key
  }

  deinit { EVP_PKEY_free(pointer) }
}

/// Lends the text to OpenSSL as a BIO, which does not copy it, and leaves OpenSSL's error queue empty.
private func withPEM<Result>(_ pem: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
  ERR_clear_error()
  defer { ERR_clear_error() }
  return pem.withUnsafeBytes { bytes in
    let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count))
    defer { BIO_free(bio) }
    return body(bio)
  }
}
