/// A UUID in 16 bytes.
struct PackedUUID: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  static let none = PackedUUID(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// Nil unless the text has the form 8-4-4-4-12 in lower case, so that `text` returns exactly the input.
  init?(_ text: String) {
    var text = text
    let words = text.withUTF8 { bytes -> (UInt64, UInt64)? in
      guard bytes.count == 36, [8, 13, 18, 23].allSatisfy({ bytes[$0] == UInt8(ascii: "-") }),
        let high = Hex.number(bytes, 0..<8, 9..<13, 14..<18), let low = Hex.number(bytes, 19..<23, 24..<36)
      else { return nil }
      return (high, low)
    }
    guard let words else { return nil }
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

  /// Nil unless the text is 64 hexadecimal digits in lower case, so that `text` returns exactly the input.
  init?(_ text: String) {
    var text = text
    let words = text.withUTF8 { bytes -> (UInt64, UInt64, UInt64, UInt64)? in
      guard bytes.count == 64, let first = Hex.number(bytes, 0..<16), let second = Hex.number(bytes, 16..<32),
        let third = Hex.number(bytes, 32..<48), let fourth = Hex.number(bytes, 48..<64)
      else { return nil }
      return (first, second, third, fourth)
    }
    guard let words else { return nil }
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
  /// The number of up to sixteen hexadecimal digits at these places; nil if one is not a digit.
  @inline(__always)
  static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ places: Range<Int>...) -> UInt64? {
    var number: UInt64 = 0
    for range in places {
      for place in range {
        switch bytes[place] {
        case let byte where UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte:
          number = number << 4 | UInt64(byte - UInt8(ascii: "0"))
        case let byte where UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte:
          number = number << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
        default: return nil
        }
      }
    }
    return number
  }

  @inline(__always) static func character(_ digit: UInt64) -> UInt8 {
    UInt8(digit) + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
  }
}
