/// The date of birth that a personal or coordination number begins with.
struct BirthDate: Equatable {
  let year: Int
  /// 1 to 12; nil if unknown.
  let month: Int?
  /// 1 to 31; nil if unknown.
  let day: Int?

  /// Reads the date of a personal number, which is a day of the calendar.
  ///
  /// - Parameters:
  ///   - year: with the century.
  ///   - digits: `MMDD`.
  init?(personalNumberOf year: Int, _ digits: ArraySlice<UInt8>) {
    let (month, day) = Self.numbers(digits)
    guard CalendarDate(year: year, month: month, day: day) != nil else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads the date of a coordination number: 60 is added to the day. An unknown month is written 00, and an unknown
  /// day 60, each with or without the other. Skatteverket assigns such numbers and has some among its test numbers,
  /// but none with a day that the month does not have.
  init?(coordinationNumberOf year: Int, _ digits: ArraySlice<UInt8>) {
    let (month, written) = Self.numbers(digits)
    let day = written - 60
    let longest = month == 0 ? 31 : CalendarMonth(year: year, month: month)?.length
    guard let longest, (0...longest).contains(day) else { return nil }
    self.init(year: year, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
  }

  private init(year: Int, month: Int?, day: Int?) { (self.year, self.month, self.day) = (year, month, day) }

  private static func numbers(_ digits: ArraySlice<UInt8>) -> (Int, Int) {
    let all = digits.map { Int($0) }
    return all.count == 4 ? (all[0] * 10 + all[1], all[2] * 10 + all[3]) : (-1, -1)
  }

  /// Reads the date of a number of 12 digits of either kind.
  init?(_ number: String) {
    guard let digits = Luhn.digits(number, count: 12) else { return nil }
    let year = digits[0..<4].reduce(0) { $0 * 10 + Int($1) }
    guard
      let date = Self(personalNumberOf: year, digits[4..<8])
        ?? Self(coordinationNumberOf: year, digits[4..<8])
    else { return nil }
    self = date
  }

  /// Whether the whole of a date with unknown parts is later than the given day.
  func isAfter(_ date: CalendarDate) -> Bool {
    (year, month ?? 1, day ?? 1) > (date.year, date.month, date.day)
  }
}
