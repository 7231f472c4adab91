/// An organisation number: 10 digits, the last a check digit.
///
/// The third digit of a legal person's number is 2 or more. A sole trader's number is a personal or coordination number
/// without the century, so its first six digits are a date. It can therefore be personal data.
package struct OrganisationNumber: Sendable, Hashable, Redacted {
  package let digits: String

  /// Returns nil if `fault(in:)` finds a fault.
  package init?(_ text: String) {
    guard Self.fault(in: text) == nil else { return nil }
    digits = text
  }

  enum Fault: Sendable {
    case notTenDigits, wrongCheckDigit, noSuchNumber
  }

  static func fault(in text: String) -> Fault? {
    guard let digits = Luhn.digits(text, count: 10) else { return .notTenDigits }
    guard Luhn.isValid(digits[...]) else { return .wrongCheckDigit }
    return digits[2] >= 2 || isDateOfBirth(digits) ? nil : .noSuchNumber
  }

  private static func isDateOfBirth(_ digits: [UInt8]) -> Bool {
    let inCentury = Int(digits[0]) * 10 + Int(digits[1])
    return [1900 + inCentury, 2000 + inCentury].contains { year in
      BirthDate(personalNumberOf: year, digits[2..<6]) != nil
        || BirthDate(coordinationNumberOf: year, digits[2..<6]) != nil
    }
  }
}
