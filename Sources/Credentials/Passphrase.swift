internal import COpenSSL

/// What opens an encrypted key, and whether anybody wanted it.
final class Passphrase {
  private let bytes: [UInt8]?
  fileprivate(set) var wasAsked = false

  init(_ bytes: [UInt8]?) { self.bytes = bytes }

  var isGiven: Bool { bytes != nil }

  /// For OpenSSL's callback; valid while this object lives.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Lends it as C text; nil where there is none.
  func withText<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    guard let bytes else { return body(nil) }
    return (bytes + [0]).withUnsafeBytes { body($0.assumingMemoryBound(to: CChar.self).baseAddress) }
  }

  fileprivate func copy(to buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    wasAsked = true
    guard let bytes, bytes.count <= buffer.count else { return -1 }
    buffer.copyBytes(from: bytes)
    return Int32(bytes.count)
  }
}

/// Without a callback of ours OpenSSL would ask on the terminal.
func givePassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?,
  _ size: Int32,
  _: Int32,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let buffer, let context else { return -1 }
  return Unmanaged<Passphrase>.fromOpaque(context).takeUnretainedValue()
    .copy(to: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
}

/// Lends bytes to OpenSSL, which does not copy them.
func withBIO<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
  bytes.withUnsafeBytes { raw in
    let bio = BIO_new_mem_buf(raw.baseAddress, Int32(clamping: raw.count))
    defer { BIO_free(bio) }
    return body(bio)
  }
}

/// What `body` writes; it returns 1 when all is well.
func written(_ body: (OpaquePointer) -> Int32) throws(CredentialProblem) -> [UInt8] {
  guard let bio = BIO_new(BIO_s_mem()) else {
    throw CredentialProblem(.keyUnreadable, "There is no memory left.")
  }
  defer { BIO_free(bio) }
  guard body(bio) == 1 else {
    throw CredentialProblem(.keyUnreadable, "OpenSSL cannot write this certificate or key.")
  }
  var start: UnsafePointer<UInt8>?
  let count = elt_bio_memory(bio, &start)
  return Array(UnsafeBufferPointer(start: start, count: count))
}
