/// Phone numbers: 7 characters or more (the contract), 50 at most (ours, far beyond any real one).
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
      return Finding(.reportPhone, "The phone number holds a control character or nothing but white space.")
    }
    return nil
  }
}
