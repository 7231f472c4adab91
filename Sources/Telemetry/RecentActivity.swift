/// Recent events of this instance, for status and health. Holds ids, codes, counts and times only, and a bounded number
/// of each.
package struct RecentActivity: Sendable {
  /// Outcomes by type, for each of the last 60 minutes.
  package private(set) var outcomes = SlidingCounts<String>(width: 60_000, length: 60)
  /// Calls started in each of the last 60 seconds, by outbox partition.
  package private(set) var callStarts = SlidingCounts<Int32>(width: 1000, length: 60)
  /// Problems since the start, by code.
  package private(set) var problems: [String: Occurrences] = [:]
  package private(set) var callsUnderWay: [CallPlace: CallUnderWay] = [:]
  /// Unread records, by role and partition.
  package var lags: [Role: [Int32: Int64]] = [:]
  /// Offsets of the request topic that an open transaction has hidden for too long, by partition.
  package var hiddenRequests: [Int32: Int64] = [:]
  /// The roles whose consumer group has assigned partitions to this instance, possibly none.
  package var joined: Set<Role> = []
  /// Why no OCSP response for the organisation's own signature can be fetched; nil if reports do not wait for one.
  package var ocspProblem: OCSPProblem?

  package init() {}

  package struct OCSPProblem: Sendable, Equatable {
    package let code: String
    package let message: String

    package init(code: String, message: String) {
      self.code = code
      self.message = message
    }
  }

  package struct Occurrences: Sendable {
    package var count = 0
    package var lastAt: UnixMilliseconds = 0
  }

  package struct CallPlace: Sendable, Hashable {
    package let partition: Int32
    package let offset: Int64

    package init(partition: Int32, offset: Int64) {
      self.partition = partition
      self.offset = offset
    }
  }

  package struct CallUnderWay: Sendable {
    package let reportId: String
    package let startedAt: UnixMilliseconds
  }

  package mutating func settled(_ outcome: some MetricLabel, at time: UnixMilliseconds) {
    outcomes.add(outcome.label, at: time)
  }

  package mutating func occurred(_ code: some MetricLabel, at time: UnixMilliseconds) {
    problems[code.label, default: Occurrences()].count += 1
    problems[code.label]?.lastAt = time
  }

  package mutating func callStarted(_ place: CallPlace, reportId: String, at time: UnixMilliseconds) {
    callStarts.add(place.partition, at: time)
    callsUnderWay[place] = CallUnderWay(reportId: reportId, startedAt: time)
  }

  package mutating func callEnded(_ place: CallPlace) { callsUnderWay[place] = nil }
}
