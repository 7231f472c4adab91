/// Reported months: the years 2000 to 2099, so that a slip of the pen is seen.
enum MonthRule {
  static func finding(in month: CalendarMonth) -> Finding? {
    (2000...2099).contains(month.year)
      ? nil : Finding(.reportMonth, "The reported month must lie in the years 2000 to 2099.")
  }

  /// For text that is no month.
  static let unreadable = Finding(.reportMonth, "This must be an existing month, written YYYY-MM.")
}
