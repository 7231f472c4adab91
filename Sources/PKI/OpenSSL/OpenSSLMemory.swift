internal import COpenSSL

/// Lends bytes to OpenSSL as a memory BIO, without a copy.
func withBIO<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
  bytes.withUnsafeBytes { raw in
    let bio = BIO_new_mem_buf(raw.baseAddress, Int32(clamping: raw.count))
    defer { BIO_free(bio) }
    return body(bio)
  }
}

/// Returns what `body` writes to a memory BIO; nil unless it returns 1.
func writtenToBIO(_ body: (OpaquePointer) -> Int32) -> [UInt8]? {
  guard let bio = BIO_new(BIO_s_mem()) else { return nil }
  defer { BIO_free(bio) }
  guard body(bio) == 1 else { return nil }
  var start: UnsafePointer<UInt8>?
  let count = elt_bio_memory(bio, &start)
  return Array(UnsafeBufferPointer(start: start, count: count))
}

/// Calls one of OpenSSL's `i2d_` functions with a buffer that OpenSSL allocates, and copies the result.
func encodedDER(_ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) -> [UInt8]? {
  var start: UnsafeMutablePointer<UInt8>?
  let count = encode(&start)
  guard count > 0, let start else { return nil }
  defer { elt_openssl_free(start) }
  return Array(UnsafeBufferPointer(start: start, count: Int(count)))
}

/// Calls one of OpenSSL's `d2i_` functions; nil if it fails or leaves bytes unread.
func decodedDER(
  _ der: [UInt8],
  _ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?,
  free: (OpaquePointer) -> Void
) -> OpaquePointer? {
  der.withUnsafeBufferPointer { raw in
    var next = raw.baseAddress
    guard let decoded = decode(&next, raw.count) else { return nil }
    guard let start = raw.baseAddress, next == start + raw.count else {
      free(decoded)
      return nil
    }
    return decoded
  }
}

/// Copies the content of an ASN.1 string, octet string or integer.
func content(of value: UnsafePointer<ASN1_STRING>?) -> [UInt8]? {
  guard let value, let start = ASN1_STRING_get0_data(value) else { return nil }
  return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(value))))
}

/// Returns seconds since 1970; nil if the time is absent or unreadable.
func secondsSince1970(_ time: UnsafePointer<ASN1_TIME>?) -> Int? {
  guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
  defer { ASN1_STRING_free(epoch) }
  var days: Int32 = 0
  var rest: Int32 = 0
  guard ASN1_TIME_diff(&days, &rest, epoch, time) == 1 else { return nil }
  return Int(days) * 86_400 + Int(rest)
}
