package enum Hexadecimal {
  /// Lower case, two digits a byte.
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
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
