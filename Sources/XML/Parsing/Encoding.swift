/// Accepts only UTF-8: the scan, libxml2 and the agency could read a document in another encoding differently.
enum Encoding {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The offset of the first byte that is NUL or not UTF-8; nil if there is none. Refuses overlong forms, surrogates and
  /// values above U+10FFFF (RFC 3629), which libxml2 does not do everywhere.
  static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var i = 0
    let end = bytes.count
    while i < end {
      let first = bytes[i]
      if first < 0x80 {
        if first == 0 { return i }
        i += 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, lowest) = (3, 0xA0)
      case 0xED: (length, highest) = (3, 0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, lowest) = (4, 0x90)
      case 0xF4: (length, highest) = (4, 0x8F)
      case 0xF1...0xF3: length = 4
      default: return i
      }
      guard i + length <= end, (lowest...highest).contains(bytes[i + 1]) else { return i }
      for k in (i + 2)..<max(i + 2, i + length) where bytes[k] & 0xC0 != 0x80 { return i }
      i += length
    }
    return nil
  }

  /// Detects UTF-16 or UTF-32, by the byte order mark or the zero bytes next to the first `<`.
  static func looksWide(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 2 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF), (0xFF, 0xFE), (0x00, 0x3C), (0x3C, 0x00), (0x00, 0x00): return true
    default: return false
    }
  }
}
