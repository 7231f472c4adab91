internal import COpenSSL

/// A certificate as its DER bytes.
package struct ThrowawayCertificate: Sendable, Hashable {
  package let der: [UInt8]

  package init(der: [UInt8]) {
    self.der = der
  }

  /// The certificate as PEM text, one trailing newline.
  package func pem() throws(ThrowawayPKIError) -> [UInt8] {
    let written = try withX509 { certificate -> [UInt8]? in
      guard let bio = BIO_new(BIO_s_mem()) else { return nil }
      defer { BIO_free(bio) }
      return PEM_write_bio_X509(bio, certificate) == 1 ? memory(of: bio) : nil
    }
    guard let written else { throw .openssl("write a certificate") }
    return written
  }

  /// Every certificate of a PEM text, in order; empty if there is none.
  static func all(inPEM pem: [UInt8]) -> [ThrowawayCertificate] {
    pem.withUnsafeBytes { bytes in
      guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return [] }
      defer { BIO_free(bio) }
      var found: [ThrowawayCertificate] = []
      while let certificate = PEM_read_bio_X509(bio, nil, nil, nil) {
        defer { X509_free(certificate) }
        if let der = derBytes({ i2d_X509(certificate, $0) }) { found.append(ThrowawayCertificate(der: der)) }
      }
      // The end of the text is reported as an error, which must not be left for the next reader of the queue.
      ERR_clear_error()
      return found
    }
  }

  /// Lends OpenSSL's form of the certificate to `body`.
  func withX509<Result>(_ body: (OpaquePointer) throws(ThrowawayPKIError) -> Result)
    throws(ThrowawayPKIError) -> Result
  {
    let parsed = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
      var position = buffer.baseAddress
      return d2i_X509(nil, &position, buffer.count)
    }
    guard let parsed else { throw .openssl("read a certificate") }
    defer { X509_free(parsed) }
    return try body(parsed)
  }
}

/// Runs one of OpenSSL's `i2d_` functions with a buffer that it allocates, and copies the result.
func derBytes(_ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) -> [UInt8]? {
  var buffer: UnsafeMutablePointer<UInt8>?
  let count = encode(&buffer)
  guard count > 0, let buffer else { return nil }
  defer { elt_openssl_free(buffer) }
  return [UInt8](UnsafeBufferPointer(start: buffer, count: Int(count)))
}

/// A certificate with the key it names.
package struct ThrowawayIdentity: Sendable {
  package let certificate: ThrowawayCertificate
  package let key: ThrowawayKey

  package init(certificate: ThrowawayCertificate, key: ThrowawayKey) {
    self.certificate = certificate
    self.key = key
  }
}
