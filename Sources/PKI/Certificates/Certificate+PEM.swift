internal import COpenSSL

extension Certificate {
  /// All certificates in a PEM text, in order. Other PEM blocks and text between blocks are skipped.
  ///
  /// - Returns: nil if a block that is labelled as a certificate is unreadable; empty if there is no certificate.
  package static func certificates(pem: [UInt8]) -> [Certificate]? {
    defer { ERR_clear_error() }
    return withBIO(pem) { bio -> [Certificate]? in
      var found: [Certificate] = []
      ERR_clear_error()
      while let x509 = PEM_read_bio_X509(bio, nil, nil, nil) {
        defer { X509_free(x509) }
        guard let certificate = Certificate(copying: x509) else { return nil }
        found.append(certificate)
        ERR_clear_error()
      }
      // Reading must have stopped because the text ended.
      return elt_is_end_of_pem(ERR_peek_last_error()) == 1 ? found : nil
    }
  }

  /// The certificate as PEM; empty only if memory is exhausted.
  package var pem: [UInt8] { writtenToBIO { PEM_write_bio_X509($0, x509) } ?? [] }

  /// Reads the certificate from an OpenSSL object, which the caller keeps.
  convenience init?(copying x509: OpaquePointer) {
    guard let der = encodedDER({ i2d_X509(x509, $0) }) else { return nil }
    self.init(der: der)
  }
}
