internal import COpenSSL

/// Public keys that a verifier must refuse before using them, each for one `KeyFault`. Their private keys are unknown.
package enum CostlyKey: Sendable, Hashable, CaseIterable {
  /// RSA with a modulus of 16,000 bits.
  case modulus
  /// RSA with an exponent as long as its modulus of 2048 bits.
  case exponent
  /// P-256, described instead of named.
  case curveParameters

  /// - Returns: a key that the caller frees.
  func make() throws(IssuingError) -> OpaquePointer {
    let key: OpaquePointer? =
      switch self {
      case .modulus: Self.rsa(modulus: 2000, exponent: [1, 0, 1])
      case .exponent: Self.rsa(modulus: 256, exponent: [0x51] + [UInt8](repeating: 0xA7, count: 255))
      case .curveParameters: Self.p256()
      }
    guard let key else { throw IssuingError("make a costly key") }
    if self == .curveParameters,
      EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, "explicit") != 1
    {
      EVP_PKEY_free(key)
      throw IssuingError("describe a curve")
    }
    return key
  }

  /// - Parameter modulus: its length in bytes. It is odd and has no other property of a real one.
  private static func rsa(modulus: Int, exponent: [UInt8]) -> OpaquePointer? {
    let number = [0xC3] + [UInt8](repeating: 0x5B, count: modulus - 1)
    let der = element(
      V_ASN1_SEQUENCE,
      element(V_ASN1_INTEGER, [0] + number) + element(V_ASN1_INTEGER, exponent)
    )
    return decodedDER(der, { d2i_PublicKey(EVP_PKEY_RSA, nil, $0, $1) }, free: EVP_PKEY_free)
  }

  /// A key on P-256 whose private key is 1.
  private static func p256() -> OpaquePointer? {
    let start: [UInt8] = [0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20]
    let curve: [UInt8] = [0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    let der = start + [UInt8](repeating: 0, count: 31) + [1] + curve
    return decodedDER(der, { d2i_AutoPrivateKey(nil, $0, $1) }, free: EVP_PKEY_free)
  }

  private static func element(_ tag: Int32, _ content: [UInt8]) -> [UInt8] {
    let size = Int(ASN1_object_size(tag == V_ASN1_SEQUENCE ? 1 : 0, Int32(content.count), tag))
    let header = [UInt8](unsafeUninitializedCapacity: size - content.count) { buffer, count in
      var next = buffer.baseAddress
      ASN1_put_object(&next, tag == V_ASN1_SEQUENCE ? 1 : 0, Int32(content.count), tag, V_ASN1_UNIVERSAL)
      count = buffer.count
    }
    return header + content
  }
}
