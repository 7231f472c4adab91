internal import COpenSSL

package enum KeyKind: Sendable, Hashable {
  case rsa
  /// NIST's P-256 or P-384.
  case ellipticCurve

  /// - Returns: nil for any other kind of key.
  init?(_ key: OpaquePointer) {
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA: self = .rsa
    case EVP_PKEY_EC:
      var name = [CChar](repeating: 0, count: 64)
      guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1,
        [NID_X9_62_prime256v1, NID_secp384r1].contains(OBJ_txt2nid(name))
      else { return nil }
      self = .ellipticCurve
    default: return nil
    }
  }
}

/// Raises the reference count of a key for `take`, and lowers it again unless `take` took ownership.
func lendReference(to key: OpaquePointer, _ take: (OpaquePointer) -> Bool) -> Bool {
  guard EVP_PKEY_up_ref(key) == 1 else { return false }
  if take(key) { return true }
  EVP_PKEY_free(key)
  return false
}
