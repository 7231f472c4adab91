package import TimeReport

/// Estimates, from the length of the backlog, when it is sent at the ceiling and whether that is before the next deadline.
///
/// A running instance has not read the whole outbox, so it does not know the months of all waiting reports. It assumes that
/// all are due at the next deadline. `OutboxForecast` reads the outbox and is exact. Both ask `Deadline`.
package struct BacklogForecast: Sendable, Equatable {
  /// Milliseconds since 1970, as all times here.
  package let emptyAt: Int64
  package let deadline: CalendarDate
  package let deadlineEndsAt: Int64
  package let isAtRisk: Bool

  /// - Parameter secondsToEmpty: Of the partition that takes longest.
  package init(backlog: Int, secondsToEmpty: Double, at now: Int64) {
    let empty = Moment(now).adding(seconds: secondsToEmpty)
    let deadline = Deadline(after: Moment(now))
    emptyAt = empty.milliseconds
    self.deadline = deadline.date
    deadlineEndsAt = deadline.endsAt.milliseconds
    isAtRisk = backlog > 0 && !deadline.isMet(by: empty)
  }
}

/// The last day on which reports of a month are in time: the 5th of the next month, Swedish time.
struct Deadline: Equatable {
  let date: CalendarDate

  init(of month: CalendarMonth) { date = month.deadline }

  /// The deadline on or after the day of this moment.
  init(after moment: Moment) {
    var date = moment.swedishDate
    while date.day != 5 { date = date.adding(days: 1) }
    self.date = date
  }

  func isMet(by moment: Moment) -> Bool { moment < endsAt }

  /// The end of the day in Sweden.
  var endsAt: Moment {
    let winter = date.adding(days: 1).daysSinceEpoch * 86_400 - 3600
    let seconds = SwedishTime.clock(at: winter).minuteOfDay == 0 ? winter : winter - 3600
    return Moment(Int64(seconds) * 1000)
  }
}
