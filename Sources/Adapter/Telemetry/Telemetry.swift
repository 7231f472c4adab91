internal import ELT
package import Logging
internal import Metrics
internal import TimeReport

/// Everything the adapter says about what it does: one method for each thing worth telling.
package struct Telemetry: Sendable {
  package let logger: Logger
  let progress: Progress
  let kafkaOutages = KafkaOutages()

  package init(logger: Logger) {
    self.logger = logger
    progress = Progress()
  }

  func prepared(_ results: [PrepareResult]) {
    for result in results {
      var metadata: Logger.Metadata = [
        LogKey.partition: "\(result.partition)", LogKey.offset: "\(result.offset)",
      ]
      if let type = result.type { metadata[LogKey.type] = "\(type)" }
      if let reportId = result.reportId { metadata[LogKey.reportId] = "\(reportId)" }
      let label: String
      switch result.kind {
      case .submission:
        label = "submission"
        logger.debug("A report is ready to be sent.", metadata: metadata)
      case .resolution:
        label = "resolution"
        logger.info("A decision on a report in doubt goes to the outbox.", metadata: metadata)
      case .outcome(let type, let codes):
        label = type.rawValue
        count(codes)
        if !codes.isEmpty {
          metadata[LogKey.codes] = .array(Set(codes).map(\.rawValue).sorted().map { "\($0)" })
        }
        logger.info(
          "A request was answered.",
          metadata: metadata.merging([LogKey.outcome: "\(type.rawValue)"]) { $1 }
        )
      case .deadLetter(let code):
        label = "dead-letter"
        count([code])
        logger.warning(
          "A request cannot be read; it is a dead letter.",
          metadata: metadata.merging([LogKey.code: "\(code.rawValue)"]) { $1 }
        )
      }
      Counter(label: Metric.events.name, dimensions: [("type", result.type ?? "unknown"), ("result", label)])
        .increment()
    }
  }

  func call(_ result: SubmissionResult) {
    Counter(label: Metric.calls.name, dimensions: [("result", result.label)]).increment()
  }

  func outcome(_ outcome: Outcome, reportId: String) {
    Counter(label: Metric.outcomes.name, dimensions: [("type", outcome.type.rawValue)]).increment()
    count(outcome.codes)
    logger.info(
      "A report was settled.",
      metadata: [
        LogKey.reportId: "\(reportId)", LogKey.outcome: "\(outcome.type.rawValue)",
      ]
    )
  }

  func rebalanced(role: Role, assigned: Int) {
    Counter(label: Metric.rebalances.name, dimensions: [("role", role.rawValue)]).increment()
    logger.info(
      "Partitions were given out.",
      metadata: [
        LogKey.role: "\(role.rawValue)", LogKey.count: "\(assigned)",
      ]
    )
  }

  /// Kafka has failed a stage, which starts afresh after a while.
  func kafkaIsAway(_ role: Role, _ error: any Error, at now: ContinuousClock.Instant, failures: Int) {
    let isNews = kafkaOutages.began(role, at: now, "\(error)")
    Gauge(label: Metric.kafkaAway.name, dimensions: [("role", role.rawValue)]).record(1)
    logger.log(
      level: isNews ? .error : .warning,
      "Kafka has failed the stage, which starts afresh. \(error)",
      metadata: [LogKey.role: "\(role.rawValue)", LogKey.count: "\(failures)"]
    )
  }

  /// A stage can work.
  func kafkaIsBack(_ role: Role, at now: ContinuousClock.Instant) {
    Gauge(label: Metric.kafkaAway.name, dimensions: [("role", role.rawValue)]).record(0)
    guard let outage = kafkaOutages.ended(role) else { return }
    logger.notice(
      "Kafka answers again; the stage goes on.",
      metadata: [
        LogKey.role: "\(role.rawValue)", LogKey.seconds: "\((now - outage.since).components.seconds)",
      ]
    )
  }

  func restarting(_ role: Role) {
    Counter(label: Metric.restarts.name, dimensions: [("role", role.rawValue)]).increment()
  }

  func breaker(_ state: CircuitBreaker.State, partition: Int32) {
    breakerGauge(partition).record(state.number)
  }

  func breakerGone(partition: Int32) { breakerGauge(partition).destroy() }

  private func breakerGauge(_ partition: Int32) -> Gauge {
    Gauge(label: Metric.breakerState.name, dimensions: [("partition", "\(partition)")])
  }

  private func count(_ codes: [ProblemCode]) {
    for code in codes {
      Counter(label: Metric.problems.name, dimensions: [("code", code.rawValue)]).increment()
    }
  }
}

extension SubmissionResult {
  /// The value of the metric's label and of the span's attribute.
  var label: String {
    switch self {
    case .receipt: "receipt"
    case .refused: "refused"
    case .notDelivered: "not-delivered"
    case .serverFault: "server-fault"
    case .unknown: "unknown"
    }
  }
}
