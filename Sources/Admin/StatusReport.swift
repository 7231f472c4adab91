internal import Operations
internal import Telemetry
internal import TimeReport

/// The answer of `/status`. Durations are seconds. It holds no personal data.
struct StatusReport: Encodable, Sendable {
  let version: String
  let time: Timestamp
  let startedAt: Timestamp
  let uptimeSeconds: Double
  let instance: String?
  let environment: String
  let roles: [String]
  let activity: Activity
  let assessment: Assessment
  let liveness: Liveness
  let readiness: Readiness
  /// Unsafe settings.
  let warnings: [String]
  let ceiling: Ceiling
  let backlog: Backlog
  let partitions: [Partition]
  let unread: [Unread]
  let calls: [Call]
  let inDoubt: InDoubt
  let problems: [ProblemCount]
  /// The last 60 minutes, the oldest first.
  let outcomes: [Minute]
  let certificates: [CertificateStatus]
  /// Why changed certificate files cannot be used.
  let renewalProblems: [String: String]
  /// All instances, as last reported by the brokers.
  let fleet: Fleet

  struct Ceiling: Encodable, Sendable {
    let callsPerSecond: Double
    let callsLastMinute: Int
    let use: Double
  }

  struct Backlog: Encodable, Sendable {
    let records: Int
    let secondsToEmpty: Double
    /// Left out while nothing is sent.
    let emptyAt: Timestamp?
    /// The problem that keeps reports from being sent; left out if they are sent.
    let blockedBy: Assessment.Code?
    let deadline: CalendarDate
    let deadlineEndsAt: Timestamp
    let deadlineAtRisk: Bool
    let months: [MonthStatus]
    /// Reports whose month is not known, because this instance has not read them yet.
    let reportsWithoutMonth: Int
  }

  /// An outbox partition from which this instance sends.
  struct Partition: Encodable, Sendable {
    let partition: Int32
    let backlog: Int
    let secondsToEmpty: Double
    let callsUnderWay: Int
    let failedDeliveriesInARow: Int
    let breaker: Breaker
    /// The start of the outage of ELT and its cause; left out if ELT is reachable.
    let awaySince: Timestamp?
    let awayBecause: String?
    let ledgerEntries: Int
    let inDoubt: Int
  }

  struct Unread: Encodable, Sendable {
    let role: String
    let partition: Int32
    let records: Int64
  }

  struct Call: Encodable, Sendable {
    let reportId: String
    let partition: Int32
    let offset: Int64
    let startedAt: Timestamp
    let seconds: Double
  }

  struct InDoubt: Encodable, Sendable {
    let count: Int
    /// At most `PartitionStatus.idLimit` per partition.
    let reportIds: [String]
  }

  struct ProblemCount: Encodable, Sendable {
    let code: String
    let cause: String
    /// Since the start.
    let count: Int
    let lastAt: Timestamp
  }

  struct Minute: Encodable, Sendable {
    let start: Timestamp
    /// By outcome type; zero counts are left out.
    let counts: [String: Int]
  }
}

extension StatusReport {
  /// The most codes that are listed, the latest first.
  private static let problemLimit = 20

  init(_ seen: Observation) {
    func seconds(since time: UnixMilliseconds) -> Double { Double(max(0, seen.now - time)) / 1000 }
    version = AdapterVersion.text
    time = Timestamp(clamping: seen.now)
    startedAt = Timestamp(clamping: seen.startedAt)
    uptimeSeconds = seconds(since: seen.startedAt)
    instance = seen.instance
    environment = seen.environment
    roles = seen.roles.map(\.rawValue).sorted()
    activity = Activity(seen)
    let assessed = seen.assessment
    assessment = assessed
    liveness = Liveness(stuck: seen.stuck)
    readiness = Readiness(assessed)
    warnings = seen.warnings
    ceiling = Ceiling(
      callsPerSecond: seen.requestsPerSecond,
      callsLastMinute: seen.callsLastMinute,
      use: seen.ceilingUse
    )
    backlog = Backlog(seen, blockedBy: assessed.blocksSending)
    partitions = seen.partitions.map {
      Partition(
        partition: $0.partition,
        backlog: seen.backlog(of: $0),
        secondsToEmpty: seen.queue(of: $0).seconds,
        callsUnderWay: $0.callsUnderWay,
        failedDeliveriesInARow: $0.failedDeliveriesInARow,
        breaker: $0.breaker,
        awaySince: $0.awaySince.map { Timestamp(clamping: $0) },
        awayBecause: $0.awayBecause,
        ledgerEntries: $0.ledgerEntries,
        inDoubt: $0.inDoubt
      )
    }
    unread = Role.allCases.flatMap { role in
      (seen.recent.lags[role] ?? [:]).sorted { $0.key < $1.key }.map {
        Unread(role: role.rawValue, partition: $0.key, records: $0.value)
      }
    }
    calls = seen.recent.callsUnderWay.sorted {
      ($0.value.startedAt, $0.key.offset) < ($1.value.startedAt, $1.key.offset)
    }
    .map { place, call in
      Call(
        reportId: call.reportId,
        partition: place.partition,
        offset: place.offset,
        startedAt: Timestamp(clamping: call.startedAt),
        seconds: seconds(since: call.startedAt)
      )
    }
    inDoubt = InDoubt(count: seen.inDoubt, reportIds: seen.partitions.flatMap(\.inDoubtIds))
    problems = seen.recent.problems
      .sorted { ($0.value.lastAt, $1.key) > ($1.value.lastAt, $0.key) }
      .prefix(Self.problemLimit)
      .map {
        ProblemCount(
          code: $0.key,
          cause: ProblemCode(rawValue: $0.key)?.cause ?? "",
          count: $0.value.count,
          lastAt: Timestamp(clamping: $0.value.lastAt)
        )
      }
    outcomes = seen.recent.outcomes.spans(at: seen.now).map { span in
      Minute(
        start: Timestamp(clamping: span.start),
        counts: span.counts
      )
    }
    certificates = seen.certificates
    fleet = seen.fleet
    renewalProblems = seen.renewalProblems.compactMapValues { $0 }
  }
}

extension StatusReport.Backlog {
  fileprivate init(_ seen: Observation, blockedBy: Assessment.Code?) {
    let forecast = seen.forecast
    self.init(
      records: seen.backlog,
      secondsToEmpty: forecast.seconds,
      emptyAt: blockedBy == nil ? forecast.emptyAt : nil,
      blockedBy: blockedBy,
      deadline: forecast.deadline.date,
      deadlineEndsAt: forecast.deadline.endsAt,
      deadlineAtRisk: forecast.isAtRisk,
      months: forecast.months,
      reportsWithoutMonth: forecast.reportsWithoutMonth
    )
  }
}
