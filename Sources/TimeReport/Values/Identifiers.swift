/// The id of a time report: a UUID in lower case, as the agency's schema requires.
package struct ReportId: Sendable, Hashable, CustomStringConvertible {
  package let text: String

  /// Returns nil unless the text is a UUID in lower case.
  package init?(_ text: String) {
    guard UUIDForm.matches(text, upperCase: false) else { return nil }
    self.text = text
  }

  package var description: String { text }
}

/// The receipt of an accepted report: the `tx-id` of the agency's answer, a UUID in the case that the agency used.
package struct ReceiptId: Sendable, Hashable, CustomStringConvertible {
  package let text: String

  /// Returns nil unless the text is a UUID.
  package init?(_ text: String) {
    guard UUIDForm.matches(text, upperCase: true) else { return nil }
    self.text = text
  }

  package var description: String { text }
}

/// A SHA-256 digest, written as 64 hexadecimal digits in lower case.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  package let text: String

  /// Returns nil unless the text is 64 hexadecimal digits in lower case.
  package init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ isHexDigit($0, upperCase: false) }) else {
      return nil
    }
    self.text = text
  }

  package var description: String { text }
}

/// The text form of a UUID: groups of 8, 4, 4, 4 and 12 hexadecimal digits.
enum UUIDForm {
  /// - Parameter upperCase: Whether digits in upper case are accepted too.
  static func matches(_ text: String, upperCase: Bool) -> Bool {
    var position = 0
    for byte in text.utf8 {
      switch position {
      case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
      default: if !isHexDigit(byte, upperCase: upperCase) { return false }
      }
      position += 1
    }
    return position == 36
  }
}

/// - Parameter upperCase: Whether `A` to `F` are accepted too.
func isHexDigit(_ byte: UInt8, upperCase: Bool) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
  case UInt8(ascii: "A")...UInt8(ascii: "F"): upperCase
  default: false
  }
}
