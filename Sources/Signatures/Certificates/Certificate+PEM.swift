internal import COpenSSL

extension Certificate {
  /// All certificates in a PEM text, in order; other PEM blocks and text between are skipped.
  ///
  /// - Returns: nil when a block that says it is a certificate is none.
  package static func certificates(pem: [UInt8]) -> [Certificate]? {
    defer { ERR_clear_error() }
    return pem.withUnsafeBytes { raw -> [Certificate]? in
      guard let bio = BIO_new_mem_buf(raw.baseAddress, Int32(raw.count)) else { return nil }
      defer { BIO_free(bio) }
      var found: [Certificate] = []
      ERR_clear_error()
      while let x509 = PEM_read_bio_X509(bio, nil, nil, nil) {
        defer { X509_free(x509) }
        guard let certificate = encoded(x509).flatMap(Certificate.init(der:)) else { return nil }
        found.append(certificate)
      }
      // The end of the text is the only good reason to stop.
      let reason = ERR_peek_last_error()
      return elt_is_end_of_pem(reason) == 1 ? found : nil
    }
  }

  static func encoded(_ x509: OpaquePointer) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(x509, &start)
    guard count > 0, let start else { return nil }
    defer { elt_openssl_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
