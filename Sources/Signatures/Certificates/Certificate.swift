internal import COpenSSL
package import XML

/// An X.509 certificate. It prints as nothing but its kind, since a person's holds name and number.
package final class Certificate: Sendable, CustomStringConvertible {
  package let der: [UInt8]
  /// Owned. Never changed after `init`, which also makes OpenSSL compute what it otherwise computes at first
  /// use.
  nonisolated(unsafe) let x509: OpaquePointer
  /// nil when the key is neither RSA nor on P-256 or P-384.
  package let publicKey: PublicKey?
  /// PKCS #1's RSAPublicKey; nil when the key is no RSA key.
  let rsaPublicKey: [UInt8]?

  /// What `isIssued` has found.
  let issuance = Issuance()

  /// - Parameter der: exactly one certificate.
  package convenience init?(der: [UInt8]) {
    let x509 = der.withUnsafeBufferPointer { raw -> OpaquePointer? in
      var next = raw.baseAddress
      guard let x509 = d2i_X509(nil, &next, raw.count) else { return nil }
      guard let start = raw.baseAddress, next == start + raw.count else {
        X509_free(x509)
        return nil
      }
      return x509
    }
    guard let x509 else {
      ERR_clear_error()
      return nil
    }
    self.init(owning: x509, der: der)
  }

  init(owning x509: OpaquePointer, der: [UInt8]) {
    self.x509 = x509
    self.der = der
    rsaPublicKey = Certificate.rsaPublicKey(of: x509)
    publicKey =
      rsaPublicKey.flatMap(PublicKey.init(rsaPublicKey:))
      ?? Certificate.subjectPublicKeyInfo(of: x509).flatMap(PublicKey.init(subjectPublicKeyInfo:))
    // Fills the cache of extensions, so that reading them later changes nothing in an object that threads
    // share.
    X509_check_purpose(x509, -1, 0)
    ERR_clear_error()
  }

  deinit { X509_free(x509) }

  package var description: String { "Certificate(redacted)" }

  private static func rsaPublicKey(of x509: OpaquePointer) -> [UInt8]? {
    var algorithm: OpaquePointer?
    var start: UnsafePointer<UInt8>?
    var count: Int32 = 0
    guard let field = X509_get_X509_PUBKEY(x509),
      X509_PUBKEY_get0_param(&algorithm, &start, &count, nil, field) == 1,
      let start, OBJ_obj2nid(algorithm) == NID_rsaEncryption
    else { return nil }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private static func subjectPublicKeyInfo(of x509: OpaquePointer) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &start)
    guard count > 0, let start else { return nil }
    defer { elt_openssl_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
