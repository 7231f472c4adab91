internal import COpenSSL
internal import TestPKI
internal import TestSupport

/// The yardstick: RSA-2048 with SHA-256 by the very OpenSSL that the adapter uses, on the same core in the same moment.
final class RSAReference {
  private let key: OpaquePointer
  private let content = [UInt8](repeating: 0x5A, count: 512)
  private var signature: [UInt8] = []

  init() throws {
    let pem = try ThrowawayKey().pem()
    let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
      defer { BIO_free(bio) }
      return PEM_read_bio_PrivateKey(bio, nil, nil, nil)
    }
    guard let key else { throw TestFailure("There is no key to measure with.") }
    self.key = key
    try sign()
  }

  deinit { EVP_PKEY_free(key) }

  func sign() throws {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var count = 256
    signature = [UInt8](repeating: 0, count: count)
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestSign(context, &signature, &count, content, content.count) == 1
    else { throw TestFailure("OpenSSL does not sign.") }
  }

  func verify() throws {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestVerify(context, signature, signature.count, content, content.count) == 1
    else { throw TestFailure("OpenSSL does not verify.") }
  }
}
