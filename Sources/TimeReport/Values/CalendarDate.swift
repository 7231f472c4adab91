/// A day of the proleptic Gregorian calendar, written `YYYY-MM-DD`.
///
/// The calendar arithmetic does not depend on the calendar, locale or time zone data of the machine, so that a report
/// gives the same bytes on every machine.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to the length of the month.
  package let day: Int

  /// Returns nil unless the day exists and the year is 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarMonth.length(year: year, month: month)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads exactly `YYYY-MM-DD` in ASCII digits. Returns nil for any other text and for a day that does not exist.
  package init?(_ text: String) {
    self.init(ascii: Array(text.utf8)[...])
  }

  init?(ascii text: ArraySlice<UInt8>) {
    var scanner = DigitScanner(text)
    self.init(&scanner)
    guard scanner.isAtEnd else { return nil }
  }

  /// Reads a date at the start of a longer text.
  init?(_ scanner: inout DigitScanner) {
    guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
      let day = scanner.digits(2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The caller guarantees that the day exists.
  init(ofYear year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// - Parameter daysSinceEpoch: Days since 1970-01-01; negative before it.
  package init(daysSinceEpoch: Int) {
    // In years that start in March the leap day is the last day, so one linear formula gives the month lengths.
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; negative before it.
  package var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The same day this many months earlier, or the last day of that month if it is shorter; nil before the year 1.
  ///
  /// - Parameter months: At least 0.
  package func subtracting(months: Int) -> CalendarDate? {
    let index = year * 12 + month - 1 - months
    guard index >= 12, let target = CalendarMonth(year: index / 12, month: index % 12 + 1) else { return nil }
    return CalendarDate(ofYear: target.year, month: target.month, day: min(day, target.length))
  }

  package func adding(days: Int) -> CalendarDate {
    CalendarDate(daysSinceEpoch: daysSinceEpoch + days)
  }

  package var calendarMonth: CalendarMonth { CalendarMonth(of: self) }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CalendarDate: CustomStringConvertible {
  package var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

/// A number with leading zeros, padded to the given width.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
