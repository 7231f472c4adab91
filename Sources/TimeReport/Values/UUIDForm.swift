/// A UUID in 16 bytes. Its text form has groups of 8, 4, 4, 4 and 12 hexadecimal digits.
package struct UUIDForm: Sendable, Hashable {
  private let high: UInt64
  private let low: UInt64

  private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  package static let zero = UUIDForm(high: 0, low: 0)

  /// Returns nil for any other form. In lower case, `text` returns exactly the input.
  ///
  /// - Parameter upperCase: Whether digits in upper case are accepted too.
  package init?(_ text: String, upperCase: Bool = false) {
    var text = text
    guard let form = text.withUTF8({ Self.parse($0, upperCase: upperCase) }) else { return nil }
    self = form
  }

  init?(utf8: ArraySlice<UInt8>) {
    guard let form = utf8.withUnsafeBufferPointer({ Self.parse($0, upperCase: false) }) else { return nil }
    self = form
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, upperCase: Bool) -> UUIDForm? {
    let hyphen = UInt8(ascii: "-")
    guard bytes.count == 36, bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen,
      bytes[23] == hyphen,
      let first = HexDigits.number(bytes[0..<8], upperCase: upperCase),
      let second = HexDigits.number(bytes[9..<13], upperCase: upperCase),
      let third = HexDigits.number(bytes[14..<18], upperCase: upperCase),
      let fourth = HexDigits.number(bytes[19..<23], upperCase: upperCase),
      let fifth = HexDigits.number(bytes[24..<36], upperCase: upperCase)
    else { return nil }
    return UUIDForm(high: first << 32 | second << 16 | third, low: fourth << 48 | fifth)
  }

  /// In lower case.
  package var text: String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      var digits = 0
      for index in 0..<36 {
        if index == 8 || index == 13 || index == 18 || index == 23 {
          buffer[index] = UInt8(ascii: "-")
          continue
        }
        let word = digits < 16 ? high : low
        buffer[index] = HexDigits.character(word >> UInt64(60 - digits % 16 * 4) & 15)
        digits += 1
      }
      return 36
    }
  }
}

extension UUIDForm: Comparable {
  /// The order of the texts.
  package static func < (left: UUIDForm, right: UUIDForm) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// Hexadecimal digits as numbers.
enum HexDigits {
  /// The number of up to sixteen digits; nil if a byte is not a digit.
  static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>, upperCase: Bool) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
      guard let value = value(digit, upperCase: upperCase) else { return nil }
      number = number << 4 | UInt64(value)
    }
    return number
  }

  @inline(__always)
  fileprivate static func value(_ digit: UInt8, upperCase: Bool) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F") where upperCase: digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// - Parameter digit: 0 to 15.
  static func character(_ digit: UInt64) -> UInt8 {
    UInt8(digit) + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
  }
}

/// - Parameter upperCase: Whether `A` to `F` are accepted too.
package func isHexDigit(_ byte: UInt8, upperCase: Bool) -> Bool {
  HexDigits.value(byte, upperCase: upperCase) != nil
}
