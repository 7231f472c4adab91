/// The adapter at one moment: all that health, status and gauges are decided from.
struct Observation: Sendable {
  /// Milliseconds since 1970.
  var now: Int64
  var startedAt: Int64
  var instance: String?
  var environment: ELTEnvironmentName
  var roles: Set<Role>
  var requestsPerSecond: Double
  /// The roles whose loop has come round at least once.
  var begun: Set<Role>
  var stuck: [Watchdog.Part]
  /// The roles that the brokers are away from, and what their client said last.
  var outages: [Role: String]
  /// The outbox partitions of this instance.
  var partitions: [PartitionStatus]
  var recent: RecentActivity
  var certificates: [CertificateStatus]
  /// Of each set of certificate files, why its newest form is not in use; nil where it is.
  var renewalProblems: [String: String?] = [:]
  var fleet = Fleet()

  /// Records of an outbox partition that are not done with, taken or not.
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

  /// The share of the ceiling that the calls of the last minute make up, or of the time since the start.
  var ceilingUse: Double {
    let seconds = min(60, max(1, Double(now - startedAt) / 1000))
    return Double(callsLastMinute) / (requestsPerSecond * seconds)
  }

  var inDoubt: Int { partitions.reduce(0) { $0 + $1.inDoubt } }
  var isAlive: Bool { stuck.isEmpty }
}
