internal import TimeReport

/// The distribution of a month's shifts.
package enum ShiftPattern: String, Sendable, Hashable, CaseIterable {
  /// No shifts.
  case none
  /// Day shifts on most days.
  case days
  /// Several short shifts of all kinds per day.
  case split
  /// Night shifts over midnight.
  case nights
  /// Whole days and nights, from 08 to 08.
  case wholeDays = "24-hours"
  /// A night that began in the month before and one that ends in the month after.
  case overMonthEnds = "over-month-ends"
  /// Times with the offset of Swedish time.
  case withOffset = "with-offset"
  /// Times in UTC.
  case inUTC = "in-utc"
  /// Night shifts at weekends, including those when summer time begins or ends.
  case summerTimeNights = "summer-time-nights"
}

extension ShiftPattern {
  /// Shifts of the month, in order and without overlap.
  func shifts(in month: CalendarMonth, using generator: inout SeededGenerator) -> [Shift] {
    switch self {
    case .none: return []
    case .days: return days(of: month, generator: &generator) { .init($0, 8 * 60 + 30, hours: 8, .active) }
    case .nights:
      return days(of: month, everyOther: true, generator: &generator) {
        .init($0, 22 * 60, hours: 8, .active)
      }
    case .wholeDays:
      return days(of: month, everyOther: true, generator: &generator) {
        .init($0, 8 * 60, hours: 24, .active)
      }
    case .split: return split(month, generator: &generator)
    case .overMonthEnds:
      return [
        Stretch(month.firstDay.adding(days: -1), 21 * 60, hours: 10, .active),
        Stretch(month.lastDay, 20 * 60, hours: 11, .waiting),
      ].compactMap(\.onClock)
    case .withOffset:
      return days(of: month, generator: &generator) { .init($0, 7 * 60, hours: 6, .active) }.compactMap(
        \.inSwedishOffset
      )
    case .inUTC:
      return days(of: month, generator: &generator) { .init($0, 10 * 60, hours: 4, .active) }.compactMap(
        \.inUTC
      )
    case .summerTimeNights:
      return (1...month.length).compactMap { CalendarDate(year: month.year, month: month.month, day: $0) }
        .filter { $0.isSaturday && $0 != month.lastDay }
        .compactMap { Stretch($0, 22 * 60, hours: 9, .active).onClock }
    }
  }

  private func days(
    of month: CalendarMonth,
    everyOther: Bool = false,
    generator: inout SeededGenerator,
    _ stretch: (CalendarDate) -> Stretch
  ) -> [Shift] {
    var shifts: [Shift] = []
    // Never the last day, so that no shift leaves the month.
    for day in 1..<month.length where !(everyOther && day % 2 == 0) && !generator.oneIn(4) {
      guard let date = CalendarDate(year: month.year, month: month.month, day: day),
        var shift = stretch(date).onClock
      else { continue }
      shift.kind = generator.pick([.active, .active, .active, .waiting, .standby])
      shifts.append(shift)
    }
    return shifts
  }

  private func split(_ month: CalendarMonth, generator: inout SeededGenerator) -> [Shift] {
    (1...month.length).flatMap { day -> [Shift] in
      guard let date = CalendarDate(year: month.year, month: month.month, day: day), !generator.oneIn(3)
      else {
        return []
      }
      let first = generator.number(0...50)
      return [
        Stretch(date, 6 * 60 + first, hours: 2, .active), Stretch(date, 9 * 60, hours: 3, .waiting),
        // Adjacent shifts do not overlap.
        Stretch(date, 12 * 60, hours: 2, .active), Stretch(date, 17 * 60 + first, hours: 4, .standby),
      ].compactMap(\.onClock)
    }
  }
}

/// A shift that starts at a minute of a day, in clock time.
private struct Stretch {
  let start: CalendarDate
  let minute: Int
  let hours: Int
  let kind: Shift.Kind

  init(_ start: CalendarDate, _ minute: Int, hours: Int, _ kind: Shift.Kind) {
    self.start = start
    self.minute = minute
    self.hours = hours
    self.kind = kind
  }

  var onClock: Shift? {
    let end = minute + hours * 60
    guard let from = ShiftTime(date: start, hour: minute / 60, minute: minute % 60),
      let to = ShiftTime(date: start.adding(days: end / 1440), hour: end % 1440 / 60, minute: end % 60)
    else { return nil }
    return Shift(start: from, end: to, kind: kind)
  }
}

extension Shift {
  /// The same instants with Sweden's offset; only for shifts far from a change of summer time.
  fileprivate var inSwedishOffset: Shift? {
    guard let from = start.withSwedishOffset, let to = end.withSwedishOffset else { return nil }
    return Shift(start: from, end: to, kind: kind)
  }

  fileprivate var inUTC: Shift? {
    guard let from = start.withSwedishOffset?.inUTC, let to = end.withSwedishOffset?.inUTC else { return nil }
    return Shift(start: from, end: to, kind: kind)
  }
}

extension ShiftTime {
  /// nil for a time with an offset already, or one that Swedish clocks skip.
  fileprivate var withSwedishOffset: ShiftTime? {
    guard offsetMinutes == nil else { return nil }
    return [120, 60].lazy.compactMap { minutes in
      ShiftTime(date: date, hour: minuteOfDay / 60, minute: minuteOfDay % 60, offsetMinutes: minutes)
    }.first { candidate in
      guard let instant = candidate.instant else { return false }
      let clock = SwedishTime.clock(at: instant)
      return clock.date == date && clock.minuteOfDay == minuteOfDay
    }
  }

  fileprivate var inUTC: ShiftTime? {
    guard let instant else { return nil }
    let minutes = instant / 60
    return ShiftTime(
      date: CalendarDate(daysSinceEpoch: minutes / 1440),
      hour: minutes % 1440 / 60,
      minute: minutes % 60,
      offsetMinutes: 0
    )
  }
}

extension CalendarDate {
  /// 1970-01-01 was a Thursday.
  fileprivate var isSaturday: Bool { (daysSinceEpoch + 4) % 7 == 6 }
}
