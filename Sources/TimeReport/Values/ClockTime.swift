/// A minute of Swedish clock time, on a scale on which every day has 24 hours, as in the rows of a document.
struct ClockTime: Comparable, Hashable {
  static let minutesPerDay = 1440

  /// Minutes of clock time since 1970-01-01 00:00.
  let minutes: Int

  init(minutes: Int) { self.minutes = minutes }

  init(_ date: CalendarDate, minuteOfDay: Int) {
    minutes = date.daysSinceEpoch * Self.minutesPerDay + minuteOfDay
  }

  init(startOf date: CalendarDate) { self.init(date, minuteOfDay: 0) }

  /// Days since 1970-01-01, rounded down before it too.
  var day: Int { (minutes - minuteOfDay) / Self.minutesPerDay }

  var minuteOfDay: Int {
    let rest = minutes % Self.minutesPerDay
    return rest < 0 ? rest + Self.minutesPerDay : rest
  }

  static func < (left: ClockTime, right: ClockTime) -> Bool { left.minutes < right.minutes }
}
