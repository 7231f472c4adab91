/// Personal identity numbers (*personnummer*), 12 digits: a real date of birth, then a check digit over the last ten.
enum PersonalNumberRule {
  static func finding(in number: String) -> Finding? {
    finding(in: number, dayShift: 0, code: .reportPersonalNumber)
  }

  /// - Parameter dayShift: what is added to the day of birth; 60 in coordination numbers.
  static func finding(in number: String, dayShift: Int, code: ProblemCode) -> Finding? {
    guard let digits = Luhn.digits(number, count: 12) else {
      return Finding(code, "The number must have 12 digits and nothing else.")
    }
    let year = digits[0..<4].reduce(0) { $0 * 10 + Int($1) }
    let month = Int(digits[4]) * 10 + Int(digits[5])
    let day = Int(digits[6]) * 10 + Int(digits[7]) - dayShift
    // Nobody alive was born before 1850; a real date in year 198 is a slip.
    guard year >= 1850, CalendarDate(year: year, month: month, day: day) != nil else {
      return Finding(
        code,
        dayShift == 0 ? "The number has no real date." : "The number has no real date with \(dayShift) added."
      )
    }
    return Luhn.holds(digits[2...]) ? nil : Finding(code, "The number's check digit is wrong.")
  }
}
