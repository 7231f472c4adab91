/// Hexadecimal text.
package enum Hexadecimal {
  /// Returns two lower-case digits per byte.
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    // One concrete loop for every collection: a generic loop across the module border is much slower.
    if let text = bytes.withContiguousStorageIfAvailable(encodeContiguous) { return text }
    return Array(bytes).withUnsafeBufferPointer(encodeContiguous)
  }

  private static func encodeContiguous(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { output in
      var i = 0
      for byte in bytes {
        output[i] = digit(byte >> 4)
        output[i + 1] = digit(byte & 0x0F)
        i += 2
      }
      return i
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }
}
