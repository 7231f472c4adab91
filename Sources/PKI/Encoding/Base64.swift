/// Strict Base64 (RFC 4648, section 4): padded, without line breaks, with exactly one encoding of each value.
package enum Base64 {
  /// How `decode` treats white space.
  package enum WhiteSpace: Sendable {
    case refused
    /// Skips space, tab, CR and LF anywhere, as xs:base64Binary and the text of an XML element allow.
    case skipped
  }

  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output, count in
      var i = 0
      var o = 0
      while i < bytes.count {
        let left = bytes.count - i
        let second = left > 1 ? bytes[i + 1] : 0
        let third = left > 2 ? bytes[i + 2] : 0
        output[o] = digits[Int(bytes[i] >> 2)]
        output[o + 1] = digits[Int((bytes[i] & 0x03) << 4 | second >> 4)]
        output[o + 2] = left > 1 ? digits[Int((second & 0x0F) << 2 | third >> 6)] : padding
        output[o + 3] = left > 2 ? digits[Int(third & 0x3F)] : padding
        i += 3
        o += 4
      }
      count = o
    }
  }

  package static func encodeToString(_ bytes: [UInt8]) -> String {
    String(decoding: encode(bytes), as: UTF8.self)
  }

  /// Returns nil for anything but canonical Base64, for example a foreign character, wrong padding, or unused bits
  /// that are not zero.
  package static func decode(_ text: some Collection<UInt8>, whiteSpace: WhiteSpace = .refused) -> [UInt8]? {
    // One concrete loop over memory serves every collection: a generic loop is twenty times slower.
    if let result = text.withContiguousStorageIfAvailable({ decode($0, whiteSpace) }) { return result }
    return Array(text).withUnsafeBufferPointer { decode($0, whiteSpace) }
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ whiteSpace: WhiteSpace) -> [UInt8]? {
    var isCanonical = false
    let result = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
      isCanonical = values.withUnsafeBufferPointer { decode(text, whiteSpace, $0, into: output, &count) }
      if !isCanonical { count = 0 }
    }
    return isCanonical ? result : nil
  }

  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>,
    _ whiteSpace: WhiteSpace,
    _ values: UnsafeBufferPointer<UInt8>,
    into output: UnsafeMutableBufferPointer<UInt8>,
    _ count: inout Int
  ) -> Bool {
    var group: UInt32 = 0
    var digitsInGroup = 0
    var paddings = 0
    for byte in text {
      let value = values[Int(byte)]
      if value < 64 {
        guard paddings == 0 else { return false }
        group = group << 6 | UInt32(value)
        digitsInGroup += 1
        if digitsInGroup == 4 {
          output[count] = UInt8(truncatingIfNeeded: group >> 16)
          output[count + 1] = UInt8(truncatingIfNeeded: group >> 8)
          output[count + 2] = UInt8(truncatingIfNeeded: group)
          count += 3
          (group, digitsInGroup) = (0, 0)
        }
      } else if byte == padding {
        paddings += 1
      } else {
        guard whiteSpace == .skipped, isSpace(byte) else { return false }
      }
    }
    switch (digitsInGroup, paddings) {
    case (0, 0): return true
    case (2, 2) where group & 0x0F == 0:
      output[count] = UInt8(truncatingIfNeeded: group >> 4)
      count += 1
      return true
    case (3, 1) where group & 0x03 == 0:
      output[count] = UInt8(truncatingIfNeeded: group >> 10)
      output[count + 1] = UInt8(truncatingIfNeeded: group >> 2)
      count += 2
      return true
    default: return false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  package static func decode(_ text: String, whiteSpace: WhiteSpace = .refused) -> [UInt8]? {
    decode(text.utf8, whiteSpace: whiteSpace)
  }

  private static let padding: UInt8 = 0x3D
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// The value of each digit by its byte; 255 for every other byte.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
    return table
  }()
}
