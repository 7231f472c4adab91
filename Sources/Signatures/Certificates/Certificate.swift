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

  /// What `isIssued` has found.
  let issuance = Issuance()

  /// - Parameter der: exactly one certificate.
  package init?(der: [UInt8]) {
    defer { ERR_clear_error() }
    guard let (x509, publicKey) = Self.readWithRSAKey(der) ?? Self.read(der) else { return nil }
    self.x509 = x509
    self.publicKey = publicKey
    self.der = der
    // Fills the cache of extensions, so that reading them later changes nothing in an object that threads
    // share.
    X509_check_purpose(x509, -1, 0)
  }

  deinit { X509_free(x509) }

  package var description: String { "Certificate(redacted)" }

  private static func read(_ der: [UInt8]) -> (OpaquePointer, PublicKey?)? {
    guard let x509 = decoded(der, in: nil) else { return nil }
    return (x509, subjectPublicKeyInfo(of: x509).flatMap(PublicKey.init(subjectPublicKeyInfo:)))
  }

  /// The same, several times as fast: OpenSSL 3.0 looks long for what can decode a key, and of an RSA key it is known. The bytes
  /// that the issuer signed stay as they were read.
  /// - Returns: nil for any other key, and for what is no certificate.
  private static func readWithRSAKey(_ der: [UInt8]) -> (OpaquePointer, PublicKey?)? {
    guard let x509 = decoded(der, in: withoutAlgorithms) else { return nil }
    guard let encoded = rsaPublicKey(of: x509), let key = PublicKey(rsaPublicKey: encoded),
      X509_set_pubkey(x509, key.key) == 1, rsaPublicKey(of: x509) == encoded
    else {
      X509_free(x509)
      return nil
    }
    return (x509, key)
  }

  /// Where OpenSSL has nothing to decode a key with, and so leaves it. nil, where it has, does no harm.
  ///
  /// Never freed and never changed, and OpenSSL locks what it caches in it.
  nonisolated(unsafe) private static let withoutAlgorithms: OpaquePointer? = {
    guard let context = OSSL_LIB_CTX_new() else { return nil }
    // Without this provider, which has nothing, there would be the default one.
    guard OSSL_PROVIDER_load(context, "null") != nil else {
      OSSL_LIB_CTX_free(context)
      return nil
    }
    return context
  }()

  private static func decoded(_ der: [UInt8], in context: OpaquePointer?) -> OpaquePointer? {
    der.withUnsafeBufferPointer { raw in
      var next = raw.baseAddress
      guard let x509 = ASN1_item_d2i_ex(nil, &next, raw.count, X509_it(), context, nil) else { return nil }
      guard let start = raw.baseAddress, next == start + raw.count else {
        X509_free(x509)
        return nil
      }
      return x509
    }
  }

  /// PKCS #1's RSAPublicKey; nil when the key is no RSA key.
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
