package import Telemetry
package import TimeReport

/// When the queued calls are made at the pace of each queue, and whether each report is then sent before its deadline. It assumes that
/// sending starts now and no call fails.
package struct SendingForecast: Sendable, Equatable {
  /// The number of calls to make.
  package let calls: Int
  /// How long the partition that takes longest needs.
  package let seconds: Double
  /// When the last call is made.
  package let emptyAt: Timestamp
  /// The next deadline on or after today.
  package let deadline: Deadline
  /// In the order of the months.
  package let months: [MonthStatus]
  package let reportsWithoutMonth: Int
  /// Whether a report is sent after the deadline of its month. Reports that are already late and reports of unknown months
  /// count as due at the next deadline.
  package let isAtRisk: Bool

  /// - Parameter queues: One for each partition that calls are made from.
  package init(_ queues: [SendingQueue], at now: Timestamp) {
    func time(_ seconds: Double) -> Timestamp { now.adding(seconds: seconds) }
    let next = Deadline(onOrAfter: SwedishTime.date(at: now))
    let unknown = queues.filter { $0.withoutMonth.lastCall > 0 }.map {
      $0.seconds(to: $0.withoutMonth.lastCall)
    }
    months = Self.months(of: queues).sorted { $0.key < $1.key }.map { month, reports in
      MonthStatus(month, queued: reports.count, lastGoesOut: time(reports.seconds))
    }
    isAtRisk =
      unknown.contains { !next.isMet(by: time($0)) }
      || months.contains { !max(Deadline(of: $0.month), next).isMet(by: $0.lastGoesOut) }
    calls = queues.reduce(0) { $0 + $1.calls }
    seconds = queues.map(\.seconds).max() ?? 0
    emptyAt = time(seconds)
    deadline = next
    reportsWithoutMonth = queues.reduce(0) { $0 + $1.withoutMonth.count }
  }

  /// How many reports of each month wait, and how long sending the last one takes.
  private static func months(of queues: [SendingQueue]) -> [CalendarMonth: (count: Int, seconds: Double)] {
    var months: [CalendarMonth: (count: Int, seconds: Double)] = [:]
    for queue in queues {
      for (text, reports) in queue.months {
        guard let month = CalendarMonth(text) else { continue }
        let others = months[month] ?? (0, 0)
        months[month] = (
          others.count + reports.count, max(others.seconds, queue.seconds(to: reports.lastCall))
        )
      }
    }
    return months
  }
}

/// The queued reports of one month.
package struct MonthStatus: Sendable, Equatable, Encodable {
  package let month: CalendarMonth
  package let queued: Int
  package let lastGoesOut: Timestamp
  /// The last day in time, a Swedish date.
  package let deadline: CalendarDate
  package let inTime: Bool

  init(_ month: CalendarMonth, queued: Int, lastGoesOut: Timestamp) {
    self.month = month
    self.queued = queued
    self.lastGoesOut = lastGoesOut
    deadline = month.deadline
    inTime = Deadline(of: month).isMet(by: lastGoesOut)
  }
}

/// The last day on which reports of a month are in time: the 5th of a month, Swedish time.
package struct Deadline: Sendable, Equatable, Comparable {
  package let date: CalendarDate

  init(of month: CalendarMonth) { date = month.deadline }

  init(onOrAfter day: CalendarDate) {
    var date = day
    while date.day != 5 { date = date.adding(days: 1) }
    self.date = date
  }

  /// The end of the day in Sweden.
  package var endsAt: Timestamp { SwedishTime.start(of: date.adding(days: 1)) }

  func isMet(by time: Timestamp) -> Bool { time < endsAt }

  package static func < (left: Deadline, right: Deadline) -> Bool { left.date < right.date }
}
