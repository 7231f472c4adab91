internal import COpenSSL

extension PrivateKey {
  /// Takes about 70 ms with 2048 bits.
  package static func generateRSA(bits: UInt32 = 2048) throws(IssuingError) -> PrivateKey {
    try generated(elt_rsa_generate(bits))
  }

  /// - Parameter curve: OpenSSL's name of P-256 (`prime256v1`) or P-384 (`secp384r1`).
  package static func generate(curve: String) throws(IssuingError) -> PrivateKey {
    try generated(elt_ec_generate(curve))
  }

  private static func generated(_ key: OpaquePointer?) throws(IssuingError) -> PrivateKey {
    guard let key, let made = try? PrivateKey(owning: key) else { throw IssuingError("generate a key") }
    return made
  }

  /// Reads every unencrypted private key of a PEM text, in order.
  ///
  /// - Returns: empty if there is none, or one is of an unsupported kind.
  package static func all(inPEM pem: [UInt8]) -> [PrivateKey] {
    defer { ERR_clear_error() }
    return withBIO(pem) { bio in
      var found: [PrivateKey] = []
      while let key = PEM_read_bio_PrivateKey(bio, nil, noPassphrase, nil) {
        guard let read = try? PrivateKey(owning: key) else { return [] }
        found.append(read)
      }
      return found
    }
  }
}
