/// Organisation numbers, 10 digits with a check digit. A legal person's third digit is 2 or more; a sole trader's number
/// is a personal or coordination number without the century, so that its first six digits are a date.
enum OrganisationNumberRule {
  static func finding(in number: String) -> Finding? {
    guard let digits = Luhn.digits(number, count: 10) else {
      return Finding(
        .reportOrganisationNumber,
        "The organisation number must have 10 digits and nothing else."
      )
    }
    guard Luhn.holds(digits[...]) else {
      return Finding(.reportOrganisationNumber, "The organisation number's check digit is wrong.")
    }
    guard digits[2] >= 2 || isDateOfBirth(digits) else {
      return Finding(
        .reportOrganisationNumber,
        "The number is neither an organisation's nor a sole trader's personal number."
      )
    }
    return nil
  }

  private static func isDateOfBirth(_ digits: [UInt8]) -> Bool {
    let year = Int(digits[0]) * 10 + Int(digits[1])
    let month = Int(digits[2]) * 10 + Int(digits[3])
    let written = Int(digits[4]) * 10 + Int(digits[5])
    let day = written > CoordinationNumberRule.dayShift ? written - CoordinationNumberRule.dayShift : written
    return CalendarDate(year: 1900 + year, month: month, day: day) != nil
      || CalendarDate(year: 2000 + year, month: month, day: day) != nil
  }
}
