internal import COpenSSL

/// A private key, RSA or on P-256 or P-384, read once and used for every signature. Its description shows only its kind
/// and length.
package final class PrivateKey: Sendable, CustomStringConvertible {
  /// Owned. Never changed after `init`; OpenSSL guards with a lock what signing changes inside (blinding), so threads
  /// may share it.
  nonisolated(unsafe) let key: OpaquePointer
  package let kind: KeyKind
  /// Length of the modulus, or of the curve's field.
  package let bits: Int
  /// DER of PKCS #1's RSAPublicKey or of the curve's point, to compare with the key field of a certificate.
  package let publicKey: [UInt8]

  package enum Problem: Error, Sendable, Hashable {
    /// The bytes are not a private key, or the key is encrypted.
    case notAKey
    /// The key is neither RSA nor on P-256 or P-384.
    case notSupported
  }

  /// - Parameter pem: PKCS #8 or the traditional form, not encrypted; the first private key is read.
  package convenience init(pem: [UInt8]) throws(Problem) {
    defer { ERR_clear_error() }
    guard let key = withBIO(pem, { PEM_read_bio_PrivateKey($0, nil, noPassphrase, nil) }) else {
      throw .notAKey
    }
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

  init(owning key: OpaquePointer) throws(Problem) {
    guard let kind = KeyKind(key), let encoded = encodedDER({ i2d_PublicKey(key, $0) }) else {
      EVP_PKEY_free(key)
      ERR_clear_error()
      throw .notSupported
    }
    publicKey = encoded
    bits = Int(EVP_PKEY_get_bits(key))
    self.kind = kind
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  /// Returns the key as unencrypted PKCS #8 in PEM; nil only if memory is exhausted.
  package var pem: [UInt8]? {
    writtenToBIO { PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }
  }

  /// Signs with PKCS #1 v1.5 or ECDSA (DER).
  ///
  /// - Returns: nil if OpenSSL refuses, for example because the key is too short for the hash.
  package func signature(of bytes: [UInt8], _ hash: HashFunction) -> [UInt8]? {
    defer { ERR_clear_error() }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var count = Int(EVP_PKEY_get_size(key))
    var value = [UInt8](repeating: 0, count: count)
    guard EVP_DigestSignInit(context, nil, hash.algorithm, nil, key) == 1,
      EVP_DigestSign(context, &value, &count, bytes, bytes.count) == 1
    else { return nil }
    return Array(value.prefix(count))
  }

  /// Lends a counted reference to OpenSSL's object (`EVP_PKEY`), for a C library that is built on OpenSSL.
  ///
  /// - Parameter take: returns whether it took ownership of the reference.
  package func lendReference(to take: (OpaquePointer) -> Bool) -> Bool {
    PKI.lendReference(to: key, take)
  }

  package var description: String { "PrivateKey(\(kind == .rsa ? "RSA" : "EC"), \(bits) bits)" }
}

/// OpenSSL's callback for keys that must not be encrypted. Without one OpenSSL would ask for a passphrase on the terminal.
func noPassphrase(_: UnsafeMutablePointer<CChar>?, _: Int32, _: Int32, _: UnsafeMutableRawPointer?) -> Int32 {
  -1
}
