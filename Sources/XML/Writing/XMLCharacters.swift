package enum XMLCharacters {
  /// Whether XML 1.0 can express the text (production Char). It cannot express control characters except tab, LF and CR,
  /// nor the noncharacters U+FFFE and U+FFFF.
  package static func allow(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0..<0x20, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
  }
}
