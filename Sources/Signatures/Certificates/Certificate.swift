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

  /// Some ten times the size of those in this field.
  package static let maximumBytes = 16 * 1024

  /// - Parameter der: exactly one certificate.
  package init?(der: [UInt8]) {
    defer { ERR_clear_error() }
    guard der.count <= Self.maximumBytes, let (x509, publicKey) = Self.read(der) else { return nil }
    self.x509 = x509
    self.publicKey = publicKey
    self.der = der
    // Fills the cache of extensions, so that reading them later changes nothing in an object that threads
    // share.
    X509_check_purpose(x509, -1, 0)
  }

  deinit { X509_free(x509) }

  package var description: String { "Certificate(redacted)" }

  /// OpenSSL 3.0 looks long for what can decode a key, and a key can be made to take long itself, so at first it is left. An RSA
  /// key is then decoded as what it is known to be; the bytes that the issuer signed stay as they were read. A curve must be
  /// named (RFC 5480, 2.1.1); one that is described is never looked at.
  private static func read(_ der: [UInt8]) -> (OpaquePointer, PublicKey?)? {
    guard let x509 = decoded(der, in: withoutAlgorithms) else { return nil }
    guard isOfModestSize(x509) else {
      X509_free(x509)
      return nil
    }
    switch keyForm(of: x509) {
    case .rsa(let encoded):
      if let key = PublicKey(rsaPublicKey: encoded), X509_set_pubkey(x509, key.key) == 1,
        Certificate.encoded(x509) == der
      {
        return (x509, key)
      }
    case .unnamedCurve: return (x509, nil)
    case .other: break
    }
    X509_free(x509)
    guard let x509 = decoded(der, in: nil) else { return nil }
    return (x509, subjectPublicKeyInfo(of: x509).flatMap(PublicKey.init(subjectPublicKeyInfo:)))
  }

  /// What OpenSSL makes of a certificate can be far larger than the certificate: it copies the issuer's name for each
  /// distribution point.
  private static func isOfModestSize(_ x509: OpaquePointer) -> Bool {
    let index = X509_get_ext_by_NID(x509, NID_crl_distribution_points, -1)
    let points = index < 0 ? nil : X509_EXTENSION_get_data(X509_get_ext(x509, index))
    return X509_NAME_entry_count(X509_get_issuer_name(x509)) <= 32 && X509_get_ext_count(x509) <= 32
      && points.map { ASN1_STRING_length($0) } ?? 0 <= 2048
  }

  /// Where OpenSSL has nothing to decode a key with, and so leaves it. nil, which is where it has all, only where memory is out.
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

  private enum KeyForm {
    /// With PKCS #1's RSAPublicKey.
    case rsa([UInt8])
    /// Elliptic, on a curve that the certificate describes.
    case unnamedCurve
    case other
  }

  private static func keyForm(of x509: OpaquePointer) -> KeyForm {
    var algorithm: OpaquePointer?
    var identifier: UnsafeMutablePointer<X509_ALGOR>?
    var start: UnsafePointer<UInt8>?
    var (count, parameterType): (Int32, Int32) = (0, 0)
    guard let field = X509_get_X509_PUBKEY(x509),
      X509_PUBKEY_get0_param(&algorithm, &start, &count, &identifier, field) == 1, let start
    else { return .other }
    X509_ALGOR_get0(nil, &parameterType, nil, identifier)
    switch OBJ_obj2nid(algorithm) {
    case NID_rsaEncryption: return .rsa(Array(UnsafeBufferPointer(start: start, count: Int(count))))
    case NID_X9_62_id_ecPublicKey where parameterType != V_ASN1_OBJECT: return .unnamedCurve
    default: return .other
    }
  }

  private static func subjectPublicKeyInfo(of x509: OpaquePointer) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &start)
    guard count > 0, let start else { return nil }
    defer { elt_openssl_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
