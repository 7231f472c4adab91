internal import Operations
internal import Telemetry
internal import TimeReport

extension PrometheusRegistry {
  /// Sets every gauge. Series of partitions that are no longer owned are removed.
  func show(_ seen: Observation) {
    func set(_ gauge: Metric, _ value: Double) { replace(gauge, [[]: value]) }
    func setByPartition(_ gauge: Metric, _ value: (PartitionStatus) -> Double) {
      replace(gauge, Dictionary(seen.partitions.map { (["\($0.partition)"], value($0)) }) { $1 })
    }
    let forecast = seen.forecast
    set(.ceiling, seen.requestsPerSecond)
    set(.ceilingUse, seen.ceilingUse)
    set(.deadlineAtRisk, forecast.isAtRisk ? 1 : 0)
    set(.deadline, Double(forecast.deadline.endsAt.milliseconds) / 1000)
    if seen.roles.contains(.intake) { set(.ocspUnavailable, seen.recent.ocspProblem == nil ? 0 : 1) }
    let assessment = seen.assessment
    let codes = Set(assessment.problems.map(\.code))
    set(.ready, Readiness(assessment).ready ? 1 : 0)
    replace(
      .problem,
      Dictionary(Assessment.Code.allCases.map { ([$0.rawValue], codes.contains($0) ? 1 : 0) }) { $1 }
    )
    set(.alive, seen.isAlive ? 1 : 0)
    set(.started, Double(seen.startedAt) / 1000)
    replace(.buildInfo, [[AdapterVersion.text]: 1])
    setByPartition(.callsUnderWay) { Double($0.callsUnderWay) }
    setByPartition(.failedDeliveries) { Double($0.failedDeliveriesInARow) }
    setByPartition(.breakerState) { Double($0.breaker.level) }
    setByPartition(.outboxBacklog) { Double(seen.backlog(of: $0)) }
    setByPartition(.backlogSeconds) { seen.queue(of: $0).seconds }
    setByPartition(.ledgerEntries) { Double($0.ledgerEntries) }
    setByPartition(.reportsInDoubt) { Double($0.inDoubt) }
    replace(
      .kafkaAway,
      Dictionary(seen.roles.map { ([$0.rawValue], seen.outages[$0] == nil ? 0 : 1) }) { $1 }
    )
    var lags: [[String]: Double] = [:]
    for (role, partitions) in seen.recent.lags {
      for (partition, records) in partitions { lags[[role.rawValue, "\(partition)"]] = Double(records) }
    }
    replace(.unreadRecords, lags)
    replace(
      .hiddenRequests,
      Dictionary(seen.recent.hiddenRequests.map { (["\($0.key)"], Double($0.value)) }) { $1 }
    )
    replace(
      .certificateRenewalFailed,
      Dictionary(seen.renewalProblems.map { ([$0.key], $0.value == nil ? 0 : 1) }) { $1 }
    )
    replace(
      .certificateDaysLeft,
      Dictionary(seen.certificates.map { ([$0.name], Double($0.daysLeft)) }) { $1 }
    )
  }
}
