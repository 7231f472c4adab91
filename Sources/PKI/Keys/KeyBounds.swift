internal import COpenSSL

/// Why a key from outside is never used, not even to find that a signature is wrong.
///
/// One verification with an RSA key takes time in proportion to the square of the modulus and to the length of the
/// exponent: a certificate of 16 KB can hold a key that takes a thousand times as long as a real one.
package enum KeyFault: Sendable, Hashable, CaseIterable {
  /// RSA with a modulus of more than `KeyBounds.modulusBits`.
  case modulus
  /// RSA with an exponent of more than `KeyBounds.exponentBits`.
  case exponent
  /// An elliptic curve with explicit parameters (RFC 5480, 2.1.1 forbids them).
  case curveParameters
  /// Neither RSA nor on P-256, P-384 or P-521.
  case kind
}

package enum KeyBounds {
  /// Twice the length of BankID's own keys.
  package static let modulusBits = 8192
  /// What the key interfaces of Go and of Windows accept; nearly all keys have 65537.
  package static let exponentBits = 32

  /// - Parameter key: RSA.
  static func fault(ofRSA key: OpaquePointer) -> KeyFault? {
    if Int(EVP_PKEY_get_bits(key)) > modulusBits { return .modulus }
    return exponentBits(of: key).map { $0 <= exponentBits } == true ? nil : .exponent
  }

  /// nil if the key has no exponent.
  static func exponentBits(of key: OpaquePointer) -> Int? {
    var exponent: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 else { return nil }
    defer { BN_free(exponent) }
    return Int(BN_num_bits(exponent))
  }

  /// - Parameter key: not RSA.
  static func fault(ofOther key: OpaquePointer) -> KeyFault? {
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_EC else { return .kind }
    var name = [CChar](repeating: 0, count: 64)
    guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1,
      [NID_X9_62_prime256v1, NID_secp384r1, NID_secp521r1].contains(OBJ_txt2nid(name))
    else { return .kind }
    return nil
  }
}
