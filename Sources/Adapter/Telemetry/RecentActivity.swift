internal import Signatures
internal import TimeReport

/// What has happened lately, for whoever watches. Ids, codes, counts and times only, and a bounded number of them.
struct RecentActivity: Sendable {
  /// By their end, for each of the last 60 minutes.
  private(set) var outcomes = SlidingCounts<OutcomeType>(width: 60_000, length: 60)
  /// Calls started in each of the last 60 seconds.
  private(set) var callStarts = SlidingCounts<Int32>(width: 1000, length: 60)
  /// Problems since the start, by code.
  private(set) var problems: [ProblemCode: Occurrences] = [:]
  private(set) var callsUnderWay: [CallPlace: CallUnderWay] = [:]
  /// Records that are not read yet, by role and partition.
  var lags: [Role: [Int32: Int64]] = [:]
  /// The roles whose group has told this instance what is its, if only that nothing is.
  var joined: Set<Role> = []
  /// Why reports wait for an OCSP response for our own signature, where they do.
  var ocspProblem: StatusProblem?

  struct Occurrences: Sendable {
    var count = 0
    /// Milliseconds since 1970.
    var lastAt: Int64 = 0
  }

  struct CallPlace: Sendable, Hashable {
    let partition: Int32
    let offset: Int64
  }

  struct CallUnderWay: Sendable {
    let reportId: String
    /// Milliseconds since 1970.
    let startedAt: Int64
  }

  mutating func settled(_ outcome: OutcomeType, at time: Int64) { outcomes.add(outcome, at: time) }

  mutating func occurred(_ code: ProblemCode, at time: Int64) {
    problems[code, default: Occurrences()].count += 1
    problems[code]?.lastAt = time
  }

  mutating func callStarted(_ place: CallPlace, reportId: String, at time: Int64) {
    callStarts.add(place.partition, at: time)
    callsUnderWay[place] = CallUnderWay(reportId: reportId, startedAt: time)
  }

  mutating func callEnded(_ place: CallPlace) { callsUnderWay[place] = nil }
}
