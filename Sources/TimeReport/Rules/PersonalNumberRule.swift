/// Personal identity numbers (*personnummer*), 12 digits: an existing date of birth, and a check digit over the last ten.
enum PersonalNumberRule {
  static func finding(in number: String) -> Finding? {
    finding(in: number, dayShift: 0, code: .reportPersonalNumber)
  }

  /// - Parameter dayShift: The number added to the day of birth.
  fileprivate static func finding(in number: String, dayShift: Int, code: ProblemCode) -> Finding? {
    guard let digits = Luhn.digits(number, count: 12) else {
      return Finding(code, "The number must have exactly 12 digits and no other characters.")
    }
    let year = digits[0..<4].reduce(0) { $0 * 10 + Int($1) }
    let month = Int(digits[4]) * 10 + Int(digits[5])
    let day = Int(digits[6]) * 10 + Int(digits[7]) - dayShift
    // A year before 1850 is a typing error: no living person was born before it.
    guard year >= 1850, CalendarDate(year: year, month: month, day: day) != nil else {
      return Finding(
        code,
        dayShift == 0
          ? "The number does not contain an existing date."
          : "The number does not contain an existing date with \(dayShift) added to the day."
      )
    }
    return Luhn.isValid(digits[2...]) ? nil : Finding(code, "The check digit of the number is wrong.")
  }
}

/// Coordination numbers (*samordningsnummer*), 12 digits: like personal numbers, with 60 added to the day of birth.
enum CoordinationNumberRule {
  static func finding(in number: String) -> Finding? {
    PersonalNumberRule.finding(
      in: number,
      dayShift: coordinationNumberDayShift,
      code: .reportCoordinationNumber
    )
  }
}
