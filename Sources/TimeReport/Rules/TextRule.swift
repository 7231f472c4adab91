/// What every text must keep: no control characters (C0, DEL, C1, the Unicode line separators) and nothing that XML
/// cannot express. Other characters, combining ones too, are taken as they are and never normalised.
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

  /// Whether there is anything but white space.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }
}
