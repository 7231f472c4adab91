package import TimeReport

/// How long the backlog takes at the ceiling, and whether that is before the deadline.
///
/// The deadline is the next one there is: the end of the 5th of a month, Swedish time. The outbox does not say which
/// month a report is for, so what is sent early counts as if it were due now.
package struct BacklogForecast: Sendable, Equatable {
  /// Milliseconds since 1970, as all times here.
  package let emptyAt: Int64
  package let deadline: CalendarDate
  package let deadlineEndsAt: Int64
  package let isAtRisk: Bool

  /// - Parameter secondsToEmpty: Of the partition that takes longest.
  package init(backlog: Int, secondsToEmpty: Double, at now: Int64) {
    // A backlog of more than a century would be no number of milliseconds any more.
    let seconds = min(max(0, secondsToEmpty), 3e9)
    emptyAt = now + Int64(seconds * 1000)
    let today = SwedishTime.date(at: Int(now / 1000))
    deadline = Self.next(from: today)
    deadlineEndsAt = Self.midnight(before: deadline.adding(days: 1))
    isAtRisk = backlog > 0 && emptyAt > deadlineEndsAt
  }

  /// The day of a deadline on or after this one.
  private static func next(from today: CalendarDate) -> CalendarDate {
    var date = today
    while date.day != deadlineDay { date = date.adding(days: 1) }
    return date
  }

  private static let deadlineDay = 5

  /// When a day begins in Sweden, in milliseconds since 1970.
  private static func midnight(before date: CalendarDate) -> Int64 {
    let winter = date.daysSinceEpoch * 86_400 - 3600
    let seconds = SwedishTime.clock(at: winter).minuteOfDay == 0 ? winter : winter - 3600
    return Int64(seconds) * 1000
  }
}
