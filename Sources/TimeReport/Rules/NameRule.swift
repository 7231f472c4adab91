/// Names of persons and businesses: 1 to 200 characters, not only white space.
enum NameRule {
  static let maximumLength = 200

  static func finding(in name: String) -> Finding? {
    if TextRule.isBlank(name) { return Finding(.reportName, "The name is empty.") }
    if name.unicodeScalars.count > maximumLength {
      return Finding(.reportName, "The name is longer than \(maximumLength) characters.")
    }
    return TextRule.isPlain(name) ? nil : Finding(.reportName, "The name holds a control character.")
  }
}
