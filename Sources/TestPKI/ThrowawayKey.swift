internal import COpenSSL
internal import XML

/// An RSA key for tests and demonstrations, made on this machine and worth nothing elsewhere.
///
/// `@unchecked Sendable`: the `EVP_PKEY` is never changed after `init`, its reference count is atomic, and OpenSSL
/// guards the blinding state that signing touches with a lock of its own, so threads may share it.
package final class ThrowawayKey: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The same key as XML signatures take it, read once because that takes half a millisecond.
  let signingKey: PrivateKey

  /// Takes some 70 ms with 2048 bits.
  package convenience init(bits: UInt32 = 2048) throws(ThrowawayPKIError) {
    guard let made = elt_rsa_generate(bits) else { throw .openssl("generate an RSA key") }
    try self.init(owning: made)
  }

  private init(owning pointer: OpaquePointer) throws(ThrowawayPKIError) {
    do {
      signingKey = try PrivateKey(pem: try Self.pem(of: pointer))
    } catch {
      EVP_PKEY_free(pointer)
      throw .openssl("read a private key")
    }
    self.pointer = pointer
  }

  /// Every unencrypted private key of a PEM text, in order; empty if there is none.
  static func all(inPEM pem: [UInt8]) -> [ThrowawayKey] {
    pem.withUnsafeBytes { bytes in
      guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return [] }
      defer { BIO_free(bio) }
      var found: [ThrowawayKey] = []
      while let key = PEM_read_bio_PrivateKey(bio, nil, nil, nil) {
        guard let read = try? ThrowawayKey(owning: key) else { return [] }
        found.append(read)
      }
      // The end of the text is reported as an error, which must not be left for the next reader of the queue.
      ERR_clear_error()
      return found
    }
  }

  deinit { EVP_PKEY_free(pointer) }

  /// The key as unencrypted PKCS #8 PEM.
  package func pem() throws(ThrowawayPKIError) -> [UInt8] { try Self.pem(of: pointer) }

  private static func pem(of pointer: OpaquePointer) throws(ThrowawayPKIError) -> [UInt8] {
    guard let bio = BIO_new(BIO_s_mem()) else { throw .openssl("allocate memory") }
    defer { BIO_free(bio) }
    guard PEM_write_bio_PKCS8PrivateKey(bio, pointer, nil, nil, 0, nil, nil) == 1 else {
      throw .openssl("write a private key")
    }
    return memory(of: bio)
  }
}

/// A copy of what has been written to a memory BIO.
func memory(of bio: OpaquePointer) -> [UInt8] {
  var start: UnsafePointer<UInt8>?
  let count = elt_bio_memory(bio, &start)
  return [UInt8](UnsafeBufferPointer(start: start, count: count))
}
