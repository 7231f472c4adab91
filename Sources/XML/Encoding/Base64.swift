/// Base64 of RFC 4648 section 4, strictly: with padding, without line breaks, one way only to write each
/// value.
package enum Base64 {
  /// Which white space `decode` skips.
  package enum WhiteSpace: Sendable {
    case refused
    /// Space, tab, CR and LF anywhere, as xs:base64Binary and the text of an XML element may have it.
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

  /// nil on anything else than canonical Base64: a foreign character, missing or superfluous padding, bits
  /// left over in the last digit.
  package static func decode(_ text: some Collection<UInt8>, whiteSpace: WhiteSpace = .refused) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var digitsInGroup = 0
    var paddings = 0
    for byte in text {
      let value = values[Int(byte)]
      if value < 64 {
        guard paddings == 0 else { return nil }
        group = group << 6 | UInt32(value)
        digitsInGroup += 1
        if digitsInGroup == 4 {
          result.append(UInt8(truncatingIfNeeded: group >> 16))
          result.append(UInt8(truncatingIfNeeded: group >> 8))
          result.append(UInt8(truncatingIfNeeded: group))
          (group, digitsInGroup) = (0, 0)
        }
      } else if byte == padding {
        paddings += 1
      } else {
        guard whiteSpace == .skipped, byte.isXMLSpace else { return nil }
      }
    }
    switch (digitsInGroup, paddings) {
    case (0, 0): return result
    case (2, 2) where group & 0x0F == 0:
      result.append(UInt8(truncatingIfNeeded: group >> 4))
      return result
    case (3, 1) where group & 0x03 == 0:
      result.append(UInt8(truncatingIfNeeded: group >> 10))
      result.append(UInt8(truncatingIfNeeded: group >> 2))
      return result
    default: return nil
    }
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
