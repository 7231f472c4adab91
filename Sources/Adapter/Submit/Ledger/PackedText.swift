/// A UUID in 16 bytes.
struct PackedUUID: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  static let none = PackedUUID(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// Nil for all but the form 8-4-4-4-12 in lower case: `text` gives back exactly what came in.
  init?(_ text: String) {
    guard text.utf8.count == 36 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Hex.digit(byte) else { return nil }
      if digits < 16 { words.0 = words.0 << 4 | digit } else { words.1 = words.1 << 4 | digit }
      digits += 1
    }
    self.init(high: words.0, low: words.1)
  }

  var text: String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      var digits = 0
      for index in 0..<36 {
        if index == 8 || index == 13 || index == 18 || index == 23 {
          buffer[index] = UInt8(ascii: "-")
          continue
        }
        let word = digits < 16 ? high : low
        buffer[index] = Hex.character(word >> UInt64(60 - digits % 16 * 4) & 15)
        digits += 1
      }
      return 36
    }
  }
}

/// A SHA-256 in 32 bytes.
struct PackedDigest: Equatable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Nil for all but 64 hexadecimal digits in lower case: `text` gives back exactly what came in.
  init?(_ text: String) {
    guard text.utf8.count == 64 else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (index, byte) in text.utf8.enumerated() {
      guard let digit = Hex.digit(byte) else { return nil }
      switch index / 16 {
      case 0: words.0 = words.0 << 4 | digit
      case 1: words.1 = words.1 << 4 | digit
      case 2: words.2 = words.2 << 4 | digit
      default: words.3 = words.3 << 4 | digit
      }
    }
    self.words = words
  }

  var text: String {
    String(unsafeUninitializedCapacity: 64) { buffer in
      for (part, word) in [words.0, words.1, words.2, words.3].enumerated() {
        for digit in 0..<16 {
          buffer[part * 16 + digit] = Hex.character(word >> UInt64(60 - digit * 4) & 15)
        }
      }
      return 64
    }
  }

  static func == (left: Self, right: Self) -> Bool { left.words == right.words }
}

private enum Hex {
  @inline(__always) static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }

  @inline(__always) static func character(_ digit: UInt64) -> UInt8 {
    UInt8(digit) + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
  }
}
