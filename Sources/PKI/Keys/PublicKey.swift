internal import COpenSSL

/// A key that verifies signatures: RSA, or on P-256 or P-384.
package final class PublicKey: Sendable {
  /// Owned. Never changed after `init`; OpenSSL counts references atomically, so threads may share it.
  nonisolated(unsafe) let key: OpaquePointer
  package let kind: KeyKind
  /// Length of the modulus, or of the curve's field.
  package let bits: Int
  private let hasSoundExponent: Bool

  /// - Parameter rsaPublicKey: DER of PKCS #1's RSAPublicKey, which is what the key field of a certificate
  ///   holds. (OpenSSL 3 reads this form in one microsecond and a whole SubjectPublicKeyInfo in ninety.)
  package init?(rsaPublicKey der: [UInt8]) {
    defer { ERR_clear_error() }
    guard let key = decodedDER(der, { d2i_PublicKey(EVP_PKEY_RSA, nil, $0, $1) }, free: EVP_PKEY_free) else {
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
    guard let key = decodedDER(der, { d2i_PUBKEY(nil, $0, $1) }, free: EVP_PKEY_free) else { return nil }
    guard let kind = KeyKind(key) else {
      EVP_PKEY_free(key)
      return nil
    }
    self.key = key
    self.kind = kind
    bits = Int(EVP_PKEY_get_bits(key))
    hasSoundExponent = kind == .rsa && Self.hasSoundExponent(key)
  }

  /// Whether the key is long enough (the two curves always are) and, if RSA, its exponent is sound.
  package func isStrong(minimumRSABits: Int) -> Bool {
    kind == .ellipticCurve || (bits >= minimumRSABits && hasSoundExponent)
  }

  /// Whether the key made this signature (PKCS #1 v1.5 or ECDSA in DER).
  package func hasSigned(_ bytes: [UInt8], _ hash: HashFunction, _ signature: [UInt8]) -> Bool {
    defer { ERR_clear_error() }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, hash.algorithm, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }

  /// Odd, and at least 3: with an exponent of 1 anyone can make valid signatures.
  private static func hasSoundExponent(_ key: OpaquePointer) -> Bool {
    var exponent: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 else { return false }
    defer { BN_free(exponent) }
    return BN_is_odd(exponent) == 1 && BN_is_one(exponent) == 0 && BN_is_negative(exponent) == 0
  }

  deinit { EVP_PKEY_free(key) }

  /// Lends a counted reference to OpenSSL's object (`EVP_PKEY`), for a C library that is built on OpenSSL.
  ///
  /// - Parameter take: returns whether it took ownership of the reference.
  package func lendReference(to take: (OpaquePointer) -> Bool) -> Bool {
    PKI.lendReference(to: key, take)
  }
}
