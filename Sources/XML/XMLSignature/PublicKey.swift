internal import COpenSSL

/// A key that checks signatures: RSA, or on P-256 or P-384.
package final class PublicKey: Sendable {
  /// Owned. Never changed after `init`; OpenSSL counts references with atomics, so threads may share it.
  package nonisolated(unsafe) let key: OpaquePointer
  package let kind: KeyKind
  /// Length of the modulus, or of the curve's field.
  package let bits: Int
  private let hasSoundExponent: Bool

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
    kind = .rsa
    bits = Int(EVP_PKEY_get_bits(key))
    hasSoundExponent = Self.hasSoundExponent(key)
  }

  /// - Parameter der: X.509's SubjectPublicKeyInfo.
  /// - Returns: nil for anything but RSA and the two curves.
  package init?(subjectPublicKeyInfo der: [UInt8]) {
    defer { ERR_clear_error() }
    let key = der.withUnsafeBufferPointer { raw -> OpaquePointer? in
      var next = raw.baseAddress
      let key = d2i_PUBKEY(nil, &next, raw.count)
      guard let start = raw.baseAddress, next == start + raw.count else {
        EVP_PKEY_free(key)
        return nil
      }
      return key
    }
    guard let key else { return nil }
    guard let kind = Self.kind(of: key) else {
      EVP_PKEY_free(key)
      return nil
    }
    self.key = key
    self.kind = kind
    bits = Int(EVP_PKEY_get_bits(key))
    hasSoundExponent = kind == .rsa && Self.hasSoundExponent(key)
  }

  static func kind(of key: OpaquePointer) -> KeyKind? {
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA: return .rsa
    case EVP_PKEY_EC:
      var name = [CChar](repeating: 0, count: 64)
      guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return nil }
      return [NID_X9_62_prime256v1, NID_secp384r1].contains(OBJ_txt2nid(name)) ? .ellipticCurve : nil
    default: return nil
    }
  }

  /// Whether it is long enough: RSA as asked for, the curves always are. An RSA key must have an exponent that does anything.
  package func isStrong(minimumRSABits: Int) -> Bool {
    kind == .ellipticCurve || (bits >= minimumRSABits && hasSoundExponent)
  }

  /// Odd, and at least 3: with an exponent of 1 anybody can make signatures.
  private static func hasSoundExponent(_ key: OpaquePointer) -> Bool {
    var exponent: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 else { return false }
    defer { BN_free(exponent) }
    return BN_is_odd(exponent) == 1 && BN_is_one(exponent) == 0 && BN_is_negative(exponent) == 0
  }

  deinit { EVP_PKEY_free(key) }
}
