internal import Operations
internal import Telemetry
internal import TimeReport

/// The state of the adapter at one moment. Health, status and gauges are derived from it.
struct Observation: Sendable {
  var now: UnixMilliseconds
  var startedAt: UnixMilliseconds
  var instance: String?
  var environment: String
  var roles: Set<Role>
  var requestsPerSecond: Double
  /// Unsafe settings.
  var warnings: [String] = []
  /// The roles whose loop completed at least one round.
  var startedRoles: Set<Role>
  var stuck: [Watchdog.Part]
  /// The roles that cannot reach the brokers, and the last error of their client.
  var outages: [Role: String]
  /// What keeps a role from working although its clients have not failed.
  var conditions: [StageConditions.Lasting] = []
  /// The roles whose consumer is no settled member of its group.
  var joiningRoles: Set<Role> = []
  /// The outbox partitions of this instance.
  var partitions: [PartitionStatus]
  var recent: RecentActivity
  var certificates: [CertificateStatus]
  /// Why the newest files are not in use, by the name of the set; nil if they are in use.
  var renewalProblems: [String: String?] = [:]
  var fleet = Fleet()

  /// The unsettled records of an outbox partition, including those not read yet.
  func backlog(of partition: PartitionStatus) -> Int {
    partition.backlog + unread(of: partition)
  }

  private func unread(of partition: PartitionStatus) -> Int {
    Int(recent.lags[.submit]?[partition.partition] ?? 0)
  }

  var backlog: Int { partitions.reduce(0) { $0 + backlog(of: $1) } }

  /// The calls of an outbox partition. The months of records that are not read yet are not known.
  func queue(of partition: PartitionStatus) -> SendingQueue {
    var queue = partition.queue
    queue.addReports(unread(of: partition))
    return queue
  }

  var forecast: SendingForecast {
    SendingForecast(partitions.map(queue), at: Timestamp(clamping: now))
  }

  var callsLastMinute: Int { recent.callStarts.total(at: now) }

  /// The calls of the last minute (or since the start, if that is later) as a share of the ceiling.
  var ceilingUse: Double {
    let seconds = min(60, max(1, Double(now - startedAt) / 1000))
    return Double(callsLastMinute) / (requestsPerSecond * seconds)
  }

  var inDoubt: Int { partitions.reduce(0) { $0 + $1.inDoubt } }
  var isAlive: Bool { stuck.isEmpty }

  var assessment: Assessment {
    var facts = Assessment.Facts(now: Timestamp(clamping: now))
    facts.roles = roles
    facts.stuck = stuck
    facts.outages = outages
    facts.conditions = conditions
    facts.notStarted = roles.subtracting(startedRoles)
    facts.fleet = fleet
    facts.partitions = partitions
    facts.ocspProblem = recent.ocspProblem
    facts.certificates = certificates
    facts.renewalProblems = renewalProblems
    facts.isDeadlineAtRisk = forecast.isAtRisk
    facts.inDoubt = inDoubt
    facts.failed = recent.outcomes.spans(at: now).reduce(0) { $0 + ($1.counts["failed"] ?? 0) }
    facts.hiddenRequests = recent.hiddenRequests
    facts.warnings = warnings
    return Assessment(facts)
  }
}
