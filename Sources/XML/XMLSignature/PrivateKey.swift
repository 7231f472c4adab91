internal import COpenSSL

/// A private key, RSA or on P-256 or P-384, read once and used for every signature. It prints as nothing but its kind.
package final class PrivateKey: Sendable, CustomStringConvertible {
  /// Owned. Never changed after `init`; OpenSSL locks what signing changes inside (blinding), so threads may
  /// share it.
  nonisolated(unsafe) let key: OpaquePointer
  package let kind: KeyKind
  /// Length of the modulus, or of the curve's field.
  package let bits: Int
  /// DER of PKCS #1's RSAPublicKey or of the curve's point, to compare with the key field of a certificate.
  package let publicKey: [UInt8]

  package enum Problem: Error, Sendable, Hashable {
    /// The bytes are not a private key, or it is encrypted.
    case notAKey
    /// Neither RSA nor on one of the two curves.
    case notSupported
  }

  /// What it signs with.
  package var algorithm: SignatureAlgorithm {
    switch kind {
    case .rsa: .rsaSHA256
    case .ellipticCurve: bits > 256 ? .ecdsaSHA384 : .ecdsaSHA256
    }
  }

  /// - Parameter pem: PKCS #8 or the traditional form, not encrypted; the first private key counts.
  package convenience init(pem: [UInt8]) throws(Problem) {
    let key = pem.withUnsafeBytes { raw -> OpaquePointer? in
      guard let bio = BIO_new_mem_buf(raw.baseAddress, Int32(raw.count)) else { return nil }
      defer { BIO_free(bio) }
      // Without a callback of ours OpenSSL would ask on the terminal for a passphrase.
      return PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
    }
    ERR_clear_error()
    guard let key else { throw .notAKey }
    try self.init(owning: key)
  }

  /// - Parameter der: PKCS #8 or the traditional form, not encrypted.
  package convenience init(der: [UInt8]) throws(Problem) {
    let key = der.withUnsafeBufferPointer { raw -> OpaquePointer? in
      var next = raw.baseAddress
      return d2i_AutoPrivateKey(nil, &next, raw.count)
    }
    ERR_clear_error()
    guard let key else { throw .notAKey }
    try self.init(owning: key)
  }

  private init(owning key: OpaquePointer) throws(Problem) {
    var encoded: UnsafeMutablePointer<UInt8>?
    guard let kind = PublicKey.kind(of: key), case let count = i2d_PublicKey(key, &encoded), count > 0,
      let encoded
    else {
      EVP_PKEY_free(key)
      ERR_clear_error()
      throw .notSupported
    }
    publicKey = Array(UnsafeBufferPointer(start: encoded, count: Int(count)))
    elt_openssl_free(encoded)
    bits = Int(EVP_PKEY_get_bits(key))
    self.kind = kind
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  package var description: String { "PrivateKey(\(kind == .rsa ? "RSA" : "EC"), \(bits) bits)" }
}
