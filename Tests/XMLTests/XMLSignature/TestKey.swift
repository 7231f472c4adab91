import COpenSSL
import Testing
import XML
import PKI

/// Keys made for the test run and gone with it.
enum TestKey {
  static let one = Result { try make(bits: 2048) }
  static let another = Result { try make(bits: 2048) }

  static func make(bits: UInt32) throws -> (key: PrivateKey, pem: [UInt8]) {
    let key = try #require(elt_rsa_generate(bits))
    defer { EVP_PKEY_free(key) }
    let pem = try pem(of: key, passphrase: nil)
    return (try PrivateKey(pem: pem), pem)
  }

  /// PKCS #8 in PEM; encrypted with AES-256 when there is a passphrase.
  static func pem(of key: OpaquePointer, passphrase: String?) throws -> [UInt8] {
    let bio = try #require(BIO_new(BIO_s_mem()))
    defer { BIO_free(bio) }
    let done =
      if let passphrase {
        PEM_write_bio_PKCS8PrivateKey(
          bio,
          key,
          EVP_aes_256_cbc(),
          passphrase,
          Int32(passphrase.utf8.count),
          nil,
          nil
        )
      } else {
        PEM_write_bio_PKCS8PrivateKey(bio, key, nil, nil, 0, nil, nil)
      }
    try #require(done == 1)
    var start: UnsafePointer<UInt8>?
    let count = elt_bio_memory(bio, &start)
    return Array(UnsafeBufferPointer(start: start, count: count))
  }
}
