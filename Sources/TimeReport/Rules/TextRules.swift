/// The rule for all text: no control characters (C0, DEL, C1, the Unicode line separators) and no characters that XML
/// cannot represent. All other characters, including combining ones, are accepted and never normalised.
enum TextRule {
  static func isPlain(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFFFE, 0xFFFF: return false
      default: continue
      }
    }
    return true
  }

  /// Whether a reader sees nothing: the text is empty or has no visible character.
  static func isBlank(_ text: String) -> Bool { !text.unicodeScalars.contains(where: \.isVisible) }
}

extension Unicode.Scalar {
  /// Whether the character shows a mark of its own: neither white space nor control, format or default-ignorable
  /// character, and no combining mark, which needs a character before it.
  package var isVisible: Bool {
    let properties = properties
    if Self.blanks.contains(value) || properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || properties.isNoncharacterCodePoint
    {
      return false
    }
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .nonspacingMark,
      .enclosingMark:
      return false
    default: return true
    }
  }

  /// Characters that Unicode classifies as symbols although they are blank: the Braille pattern without dots and the
  /// musical null notehead.
  private static let blanks: Set<UInt32> = [0x2800, 0x1D159]
}

/// Names of persons and businesses: 1 to 200 characters, at least one of them visible.
enum NameRule {
  static let maximumLength = 200

  static func finding(in name: String) -> Finding? {
    if TextRule.isBlank(name) {
      return Finding(.reportName, "The name is empty or has no visible character.")
    }
    if name.unicodeScalars.count > maximumLength {
      return Finding(.reportName, "The name is longer than \(maximumLength) characters.")
    }
    return TextRule.isPlain(name) ? nil : Finding(.reportName, "The name contains a control character.")
  }
}

/// Phone numbers: at least 7 characters (contract) and at most 50 (set here, far above any real number).
enum PhoneRule {
  static let lengths = 7...50

  static func finding(in phone: String) -> Finding? {
    guard lengths.contains(phone.unicodeScalars.count) else {
      return Finding(
        .reportPhone,
        "The phone number must have \(lengths.lowerBound) to \(lengths.upperBound) characters."
      )
    }
    guard TextRule.isPlain(phone), !TextRule.isBlank(phone) else {
      return Finding(.reportPhone, "The phone number contains a control character or no visible character.")
    }
    return nil
  }
}
