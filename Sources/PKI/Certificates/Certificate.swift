internal import COpenSSL
internal import Synchronization

/// An X.509 certificate. Its description is redacted, because a person's certificate holds name and number.
package final class Certificate: Sendable, CustomStringConvertible {
  package let der: [UInt8]
  /// Owned. Never changed after `init`, which also makes OpenSSL compute what it otherwise computes at first
  /// use.
  nonisolated(unsafe) let x509: OpaquePointer
  /// nil when the key is neither RSA nor on P-256 or P-384, or has a fault.
  package let publicKey: PublicKey?
  /// Why the key is never used; nil if it may be.
  package let keyFault: KeyFault?

  /// Caches the results of `isIssued`.
  let issuance = Issuance()

  /// About ten times the size of real certificates.
  package static let maximumBytes = 16 * 1024

  /// - Parameter der: exactly one certificate.
  package init?(der: [UInt8]) {
    defer { ERR_clear_error() }
    guard der.count <= Self.maximumBytes, let read = Self.read(der) else { return nil }
    (x509, publicKey, keyFault) = read
    self.der = der
    // Fills OpenSSL's cache of extensions, so that reading them later does not change the shared object.
    X509_check_purpose(x509, -1, 0)
  }

  deinit { X509_free(x509) }

  package var description: String { "Certificate(redacted)" }

  /// OpenSSL 3.0 takes long to find a decoder for a key, and a hostile key can take long to decode, so the key is not
  /// decoded at first. An RSA key is then decoded as the RSA key that it is; the bytes that the issuer signed stay as
  /// they were read. A curve must be named (RFC 5480, 2.1.1); explicit curve parameters are never decoded.
  private static func read(_ der: [UInt8]) -> (OpaquePointer, PublicKey?, KeyFault?)? {
    guard let x509 = decoded(der, in: withoutAlgorithms) else { return nil }
    guard isOfModestSize(x509) else {
      X509_free(x509)
      return nil
    }
    switch keyForm(of: x509) {
    case .rsa(let encoded):
      if let key = PublicKey(rsaPublicKey: encoded) {
        if let fault = KeyBounds.fault(ofRSA: key.key) { return (x509, nil, fault) }
        if X509_set_pubkey(x509, key.key) == 1, encodedDER({ i2d_X509(x509, $0) }) == der {
          return (x509, key, nil)
        }
      }
    case .unnamedCurve: return (x509, nil, .curveParameters)
    case .other: break
    }
    X509_free(x509)
    guard let x509 = decoded(der, in: nil) else { return nil }
    guard let key = X509_get0_pubkey(x509) else { return (x509, nil, .kind) }
    let isRSA = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA
    if let fault = isRSA ? KeyBounds.fault(ofRSA: key) : KeyBounds.fault(ofOther: key) {
      return (x509, nil, fault)
    }
    return (x509, subjectPublicKeyInfo(of: x509).flatMap(PublicKey.init(subjectPublicKeyInfo:)), nil)
  }

  /// OpenSSL's object can be far larger than the certificate: OpenSSL copies the issuer's name for each distribution
  /// point.
  private static func isOfModestSize(_ x509: OpaquePointer) -> Bool {
    let index = X509_get_ext_by_NID(x509, NID_crl_distribution_points, -1)
    let points = index < 0 ? nil : X509_EXTENSION_get_data(X509_get_ext(x509, index))
    return X509_NAME_entry_count(X509_get_issuer_name(x509)) <= 32 && X509_get_ext_count(x509) <= 32
      && points.map { ASN1_STRING_length($0) } ?? 0 <= 2048
  }

  /// An OpenSSL context without any decoder, so that OpenSSL leaves keys undecoded. nil (the default context) only if
  /// memory is exhausted.
  ///
  /// Never freed and never changed; OpenSSL guards with a lock what it caches in it.
  nonisolated(unsafe) private static let withoutAlgorithms: OpaquePointer? = {
    guard let context = OSSL_LIB_CTX_new() else { return nil }
    // Without the empty provider, OpenSSL would load the default one.
    guard OSSL_PROVIDER_load(context, "null") != nil else {
      OSSL_LIB_CTX_free(context)
      return nil
    }
    return context
  }()

  private static func decoded(_ der: [UInt8], in context: OpaquePointer?) -> OpaquePointer? {
    decodedDER(
      der,
      { ASN1_item_d2i_ex(nil, $0, $1, X509_it(), context, nil) },
      free: X509_free
    )
  }

  private enum KeyForm {
    /// Holds PKCS #1's RSAPublicKey.
    case rsa([UInt8])
    /// On an elliptic curve with explicit parameters.
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
    encodedDER { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), $0) }
  }
}

/// Caches, for one certificate, which certificates have issued it and which have not. Authorities and
/// responders are parsed once and checked for each signature.
final class Issuance: Sendable {
  private let verdicts = Mutex<[(issuer: [UInt8], isIssuer: Bool)]>([])
  private static let maximum = 8

  /// - Parameter find: computes the answer; called if it is not cached.
  func isIssued(by issuer: [UInt8], _ find: () -> Bool) -> Bool {
    if let known = verdicts.withLock({ $0.first { $0.issuer == issuer } }) { return known.isIssuer }
    let verdict = find()
    verdicts.withLock { verdicts in
      if verdicts.count >= Self.maximum { verdicts.removeAll() }
      verdicts.append((issuer, verdict))
    }
    return verdict
  }
}
