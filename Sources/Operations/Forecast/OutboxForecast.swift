internal import PipelineRecords
internal import TimeReport

/// Estimates, from the records in the outbox, when each month's reports are sent at the ceiling and whether that is in time.
///
/// Takes the unsettled records of the outbox, those of each partition in order.
struct OutboxForecast: Sendable {
  /// Between two calls of one partition, in seconds: the partitions share the ceiling evenly.
  private let interval: Double
  private var calls: [Int32: Int] = [:]
  private var months: [CalendarMonth: Queued] = [:]
  private var withoutMonth = 0

  private struct Queued {
    var reports = 0
    var seconds = 0.0
  }

  init(requestsPerSecond: Double, partitions: Int) {
    interval = Double(max(partitions, 1)) / requestsPerSecond
  }

  /// - Parameter record: Nil for an unreadable record, which needs no call.
  mutating func take(_ record: OutboxRecord?, partition: Int32) {
    switch record?.request {
    case .submit:
      let call = takeCall(partition)
      guard let month = record?.month else {
        withoutMonth += 1
        return
      }
      months[month, default: Queued()].reports += 1
      months[month, default: Queued()].seconds = max(months[month]?.seconds ?? 0, Double(call) * interval)
    case .resolve(.resend): _ = takeCall(partition)
    case .resolve, nil: break
    }
  }

  private mutating func takeCall(_ partition: Int32) -> Int {
    calls[partition, default: 0] += 1
    return calls[partition] ?? 0
  }

  /// The number of calls to make.
  var callCount: Int { calls.values.reduce(0, +) }
  /// How long the calls take at the ceiling.
  var seconds: Double { Double(calls.values.max() ?? 0) * interval }
  var reportsWithoutMonth: Int { withoutMonth }

  func status(at now: Moment) -> [MonthStatus] {
    months.sorted { $0.key < $1.key }.map { month, queued in
      let last = now.adding(seconds: queued.seconds)
      return MonthStatus(
        month: "\(month)",
        queued: queued.reports,
        lastGoesOut: last,
        deadline: "\(month.deadline)",
        inTime: Deadline(of: month).isMet(by: last)
      )
    }
  }
}

/// The queued reports of one month.
package struct MonthStatus: Sendable, Encodable {
  /// `YYYY-MM`.
  package let month: String
  package let queued: Int
  let lastGoesOut: Moment
  /// The last day in time, a Swedish date.
  package let deadline: String
  package let inTime: Bool
}
