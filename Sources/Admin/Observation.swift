internal import Operations
internal import Telemetry

/// The state of the adapter at one moment. Health, status and gauges are derived from it.
struct Observation: Sendable {
  /// Milliseconds since 1970.
  var now: Int64
  var startedAt: Int64
  var instance: String?
  var environment: String
  var roles: Set<Role>
  var requestsPerSecond: Double
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
    partition.backlog + Int(recent.lags[.submit]?[partition.partition] ?? 0)
  }

  func secondsToEmpty(_ partition: PartitionStatus) -> Double {
    Double(backlog(of: partition)) * partition.secondsPerCall
  }

  var backlog: Int { partitions.reduce(0) { $0 + backlog(of: $1) } }
  var secondsToEmpty: Double { partitions.map(secondsToEmpty).max() ?? 0 }
  var forecast: BacklogForecast {
    BacklogForecast(backlog: backlog, secondsToEmpty: secondsToEmpty, at: now)
  }

  var callsLastMinute: Int { recent.callStarts.total(at: now) }

  /// The calls of the last minute (or since the start, if that is later) as a share of the ceiling.
  var ceilingUse: Double {
    let seconds = min(60, max(1, Double(now - startedAt) / 1000))
    return Double(callsLastMinute) / (requestsPerSecond * seconds)
  }

  var inDoubt: Int { partitions.reduce(0) { $0 + $1.inDoubt } }
  var isAlive: Bool { stuck.isEmpty }
}
