/// A minute of Swedish clock time, on a scale that treats every day as 24 hours, as the rows of a document do.
struct ClockTime: Comparable, Hashable {
  static let minutesPerDay = 1440

  /// Minutes from 1970-01-01 00:00 by the clock.
  let minutes: Int

  init(minutes: Int) { self.minutes = minutes }

  init(_ date: CalendarDate, minuteOfDay: Int) {
    minutes = date.daysSinceEpoch * Self.minutesPerDay + minuteOfDay
  }

  /// Midnight at the beginning of a day.
  init(startOf date: CalendarDate) { self.init(date, minuteOfDay: 0) }

  /// Days from 1970-01-01; shift times lie after it, and before it this rounds down all the same.
  var day: Int { (minutes - minuteOfDay) / Self.minutesPerDay }

  var minuteOfDay: Int {
    let rest = minutes % Self.minutesPerDay
    return rest < 0 ? rest + Self.minutesPerDay : rest
  }

  static func < (left: ClockTime, right: ClockTime) -> Bool { left.minutes < right.minutes }
}
