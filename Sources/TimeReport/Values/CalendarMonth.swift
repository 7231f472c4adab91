/// A calendar month, written `YYYY-MM`.
package struct CalendarMonth: Sendable, Hashable, Comparable {
  package let year: Int
  /// 1 to 12.
  package let month: Int

  /// Returns nil unless the month is 1 to 12 and the year 1 to 9999.
  package init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    (self.year, self.month) = (year, month)
  }

  /// Reads exactly `YYYY-MM` in ASCII digits; returns nil for any other text.
  package init?(_ text: String) {
    self.init(ascii: Array(text.utf8)[...])
  }

  init?(ascii text: ArraySlice<UInt8>) {
    var scanner = DigitScanner(text)
    guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.isAtEnd
    else { return nil }
    self.init(year: year, month: month)
  }

  init(of date: CalendarDate) {
    (year, month) = (date.year, date.month)
  }

  private init(after earlier: CalendarMonth) {
    (year, month) = earlier.month == 12 ? (earlier.year + 1, 1) : (earlier.year, earlier.month + 1)
  }

  var nextMonth: CalendarMonth { CalendarMonth(after: self) }

  package var firstDay: CalendarDate { CalendarDate(ofYear: year, month: month, day: 1) }
  package var lastDay: CalendarDate { CalendarDate(ofYear: year, month: month, day: length) }

  /// The number of days, 28 to 31.
  package var length: Int { Self.length(year: year, month: month) }

  /// The last day to submit a report for this month: the 5th of the second month after it.
  package var deadline: CalendarDate {
    let second = nextMonth.nextMonth
    return CalendarDate(ofYear: second.year, month: second.month, day: 5)
  }

  package static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  static func length(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension CalendarMonth: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CalendarMonth: CustomStringConvertible {
  package var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}
