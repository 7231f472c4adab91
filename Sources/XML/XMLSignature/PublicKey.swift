internal import COpenSSL

/// An RSA key that checks signatures.
package final class PublicKey: Sendable {
  /// Owned. Never changed after `init`; OpenSSL counts references with atomics, so threads may share it.
  nonisolated(unsafe) let key: OpaquePointer
  /// Length of the modulus.
  package let bits: Int

  /// - Parameter rsaPublicKey: DER of PKCS #1's RSAPublicKey, which is what the key field of a certificate
  ///   holds. (Reading this form costs OpenSSL 3 a microsecond, the whole SubjectPublicKeyInfo ninety.)
  package init?(rsaPublicKey der: [UInt8]) {
    let key = der.withUnsafeBufferPointer { raw -> OpaquePointer? in
      var next = raw.baseAddress
      let key = d2i_PublicKey(EVP_PKEY_RSA, nil, &next, raw.count)
      guard let start = raw.baseAddress, next == start + raw.count else {
        EVP_PKEY_free(key)
        return nil
      }
      return key
    }
    guard let key else {
      ERR_clear_error()
      return nil
    }
    self.key = key
    bits = Int(EVP_PKEY_get_bits(key))
  }

  deinit { EVP_PKEY_free(key) }
}
