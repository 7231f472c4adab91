internal import COpenSSL

/// A private RSA key, read once and used for every signature. It prints as nothing but its kind.
package final class PrivateKey: Sendable, CustomStringConvertible {
  /// Owned. Never changed after `init`; OpenSSL locks what signing changes inside (blinding), so threads may
  /// share it.
  nonisolated(unsafe) let key: OpaquePointer
  /// Length of the modulus.
  package let bits: Int
  /// DER of PKCS #1's RSAPublicKey, to compare with the key field of a certificate.
  package let rsaPublicKey: [UInt8]

  package enum Problem: Error, Sendable, Hashable {
    /// The bytes are not a private key in PEM.
    case notAKey
    case passphraseMissing
    case passphraseWrong
    case notRSA
  }

  /// - Parameters:
  ///   - pem: PKCS #8 (also encrypted) or the traditional form; the first private key counts.
  ///   - passphrase: for an encrypted key; not used otherwise.
  package convenience init(pem: [UInt8], passphrase: [UInt8]? = nil) throws(Problem) {
    let asked = Passphrase(passphrase)
    let key = pem.withUnsafeBytes { raw -> OpaquePointer? in
      guard let bio = BIO_new_mem_buf(raw.baseAddress, Int32(raw.count)) else { return nil }
      defer { BIO_free(bio) }
      // Without a callback of ours OpenSSL would ask on the terminal.
      return PEM_read_bio_PrivateKey(bio, nil, givePassphrase, Unmanaged.passUnretained(asked).toOpaque())
    }
    ERR_clear_error()
    guard let key else {
      guard asked.wasAsked else { throw .notAKey }
      throw passphrase == nil ? .passphraseMissing : .passphraseWrong
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

  private init(owning key: OpaquePointer) throws(Problem) {
    var encoded: UnsafeMutablePointer<UInt8>?
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA, case let count = i2d_PublicKey(key, &encoded), count > 0,
      let encoded
    else {
      EVP_PKEY_free(key)
      ERR_clear_error()
      throw .notRSA
    }
    rsaPublicKey = Array(UnsafeBufferPointer(start: encoded, count: Int(count)))
    elt_openssl_free(encoded)
    bits = Int(EVP_PKEY_get_bits(key))
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  package var description: String { "PrivateKey(RSA, \(bits) bits)" }
}

private final class Passphrase {
  let bytes: [UInt8]?
  var wasAsked = false

  init(_ bytes: [UInt8]?) { self.bytes = bytes }
}

private func givePassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?,
  _ size: Int32,
  _: Int32,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let buffer, let context else { return -1 }
  let passphrase = Unmanaged<Passphrase>.fromOpaque(context).takeUnretainedValue()
  passphrase.wasAsked = true
  guard let bytes = passphrase.bytes, bytes.count <= Int(size) else { return -1 }
  UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)).copyBytes(from: bytes)
  return Int32(bytes.count)
}
