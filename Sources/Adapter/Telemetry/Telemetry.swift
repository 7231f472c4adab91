internal import ELT
internal import Kafka
package import Logging
internal import Metrics
internal import Signatures
internal import Synchronization
internal import TimeReport

/// Everything the adapter says about what it does: one method for each thing worth telling.
package struct Telemetry: Sendable {
  package let logger: Logger
  /// What `/metrics` shows.
  package let metrics: PrometheusRegistry
  package let progress: Progress
  let kafkaOutages = KafkaOutages()
  let instruments: Instruments
  let clock: AdapterClock
  /// Milliseconds since 1970.
  let startedAt: Int64
  private let activity: Shared<RecentActivity>

  package init(
    logger: Logger,
    metrics: PrometheusRegistry = PrometheusRegistry(),
    clock: AdapterClock = .system
  ) {
    self.logger = logger
    self.metrics = metrics
    self.clock = clock
    startedAt = clock.wall()
    progress = Progress(clock: clock)
    instruments = Instruments(metrics)
    activity = Shared(RecentActivity())
  }

  /// From here on, whatever else in this process counts through swift-metrics under a declared name shows too. Once a
  /// process.
  package func bootstrapMetrics() { MetricsSystem.bootstrap(metrics) }

  var recent: RecentActivity { activity.value.withLock { $0 } }

  // MARK: Prepare

  func prepared(_ results: [PrepareResult]) {
    for result in results { tell(of: result) }
    let now = clock.wall()
    activity.value.withLock { recent in
      for result in results {
        if case .outcome(let type, _) = result.kind { recent.settled(type, at: now) }
        for code in result.codes { recent.occurred(code, at: now) }
      }
    }
  }

  /// There is no OCSP response for a signature of our own; reports wait for it.
  func ocspIsUnavailable(_ problem: StatusProblem, failures: Int) {
    let isNews = activity.value.withLock { recent in
      defer { recent.ocspProblem = problem }
      return recent.ocspProblem?.code != problem.code
    }
    logger.log(
      level: isNews ? .error : .warning,
      """
      Reports wait for an OCSP response for our own signature, which is tried again. \(problem.message) \
      \(problem.remedy)
      """,
      metadata: [LogKey.code: "\(problem.code.rawValue)", LogKey.count: "\(failures)"]
    )
  }

  func ocspIsAvailable() {
    let wasMissing = activity.value.withLock { $0.ocspProblem.take() != nil }
    if wasMissing { logger.notice("There are OCSP responses for our own signatures again; reports go on.") }
  }

  private func tell(of result: PrepareResult) {
    instruments.events.increment(.init(type: result.type.flatMap(RequestType.init), result: result.label))
    for code in result.codes { instruments.problems.increment(code) }
    // The metadata is made only where the line is written.
    switch result.kind {
    case .submission: logger.debug("A report is ready to be sent.", metadata: result.metadata)
    case .resolution:
      logger.info("A decision on a report in doubt goes to the outbox.", metadata: result.metadata)
    case .outcome(let type, _):
      instruments.outcomes.increment(type)
      logger.info("A request was answered.", metadata: result.metadata)
    case .deadLetter:
      logger.warning("A request cannot be read; it is a dead letter.", metadata: result.metadata)
    }
  }

  // MARK: Submit

  /// A call leaves now.
  ///
  /// - Parameter limit: How long it may take before it is stuck.
  func callStarted(_ item: SubmitMachine.Item, partition: Int32, limit: Duration) {
    progress.expect(.call(partition: partition, offset: item.offset), within: limit)
    let place = RecentActivity.CallPlace(partition: partition, offset: item.offset)
    let now = clock.wall()
    activity.value.withLock { $0.callStarted(place, reportId: item.record.reportId, at: now) }
  }

  func callEnded(_ result: SubmissionResult, partition: Int32, offset: Int64, took duration: Duration) {
    instruments.calls.increment(result.label)
    instruments.callTook(duration, result.label)
    progress.done(.call(partition: partition, offset: offset))
    activity.value.withLock { $0.callEnded(.init(partition: partition, offset: offset)) }
  }

  /// The report of a call that ended so is sent again.
  func retried(after result: SubmissionResult) { instruments.retries.increment(result.label) }

  /// - Parameter logger: Says which outbox partition it is about.
  func outcome(_ outcome: Outcome, reportId: String, offset: Int64, logger: Logger) {
    let codes = outcome.codes
    instruments.outcomes.increment(outcome.type)
    for code in codes { instruments.problems.increment(code) }
    let now = clock.wall()
    activity.value.withLock { recent in
      recent.settled(outcome.type, at: now)
      for code in codes { recent.occurred(code, at: now) }
    }
    var metadata: Logger.Metadata = [
      LogKey.reportId: "\(reportId)", LogKey.outcome: "\(outcome.type.rawValue)",
      LogKey.offset: "\(offset)",
    ]
    if !codes.isEmpty { metadata[LogKey.codes] = .codes(codes) }
    logger.info("A report was settled.", metadata: metadata)
  }

  // MARK: Kafka

  func rebalanced(role: Role, assigned: Int) {
    instruments.rebalances.increment(role)
    activity.value.withLock { recent in
      recent.joined.insert(role)
      // Whoever has the reports now finds out anew.
      if role == .prepare { recent.ocspProblem = nil }
    }
    logger.info(
      "Partitions were given out.",
      metadata: [LogKey.role: "\(role.rawValue)", LogKey.count: "\(assigned)"]
    )
  }

  /// Kafka has failed a stage, which starts afresh after a while.
  func kafkaIsAway(_ role: Role, _ error: any Error, at now: ContinuousClock.Instant, failures: Int) {
    let isNews = kafkaOutages.began(role, at: now, "\(error)")
    instruments.kafkaOutages.increment(role)
    logger.log(
      level: isNews ? .error : .warning,
      "Kafka has failed the stage, which starts afresh. \(error)",
      metadata: [LogKey.role: "\(role.rawValue)", LogKey.count: "\(failures)"]
    )
  }

  /// A stage can work.
  func kafkaIsBack(_ role: Role, at now: ContinuousClock.Instant) {
    guard let outage = kafkaOutages.ended(role) else { return }
    logger.notice(
      "Kafka answers again; the stage goes on.",
      metadata: [
        LogKey.role: "\(role.rawValue)", LogKey.seconds: "\((now - outage.since).components.seconds)",
      ]
    )
  }

  /// Requests are gone that nobody has read.
  func requestsDeleted(_ count: Int, in partition: TopicPartition) {
    instruments.requestsDeleted.increment(by: count)
    logger.error(
      """
      ALARM: Requests were deleted from their topic before they were read. Publish again what has no outcome, and raise \
      the topic's retention.
      """,
      metadata: [
        LogKey.topic: "\(partition.topic)", LogKey.partition: "\(partition.partition)",
        LogKey.count: "\(count)",
      ]
    )
  }

  /// The role's loop has ended.
  func ended(_ role: Role) {
    progress.done(.loop(role))
    lag(role, [:])
  }

  /// How much each partition that the role owns has left to read. Others are forgotten.
  func lag(_ role: Role, _ records: [TopicPartition: Int64]) {
    let lags = Dictionary(records.map { ($0.key.partition, $0.value) }) { $1 }
    activity.value.withLock { $0.lags[role] = lags }
  }
}

/// A value that several tasks change.
private final class Shared<Value: Sendable>: Sendable {
  let value: Mutex<Value>
  init(_ value: sending Value) { self.value = Mutex(value) }
}

extension PrepareResult {
  /// What the request led to, as a label.
  fileprivate var label: String {
    switch kind {
    case .submission: "submission"
    case .resolution: "resolution"
    case .outcome(let type, _): type.label
    case .deadLetter: "dead-letter"
    }
  }

  fileprivate var codes: [ProblemCode] {
    switch kind {
    case .submission, .resolution: []
    case .outcome(_, let codes): codes
    case .deadLetter(let code): [code]
    }
  }

  fileprivate var metadata: Logger.Metadata {
    var metadata: Logger.Metadata = [
      LogKey.topic: "\(topic)", LogKey.partition: "\(partition)", LogKey.offset: "\(offset)",
    ]
    if let type { metadata[LogKey.type] = "\(type)" }
    if let reportId { metadata[LogKey.reportId] = "\(reportId)" }
    switch kind {
    case .submission, .resolution: break
    case .outcome(let type, let codes):
      metadata[LogKey.outcome] = "\(type.rawValue)"
      if !codes.isEmpty { metadata[LogKey.codes] = .codes(codes) }
    case .deadLetter(let code): metadata[LogKey.code] = "\(code.rawValue)"
    }
    return metadata
  }
}

extension Logger.MetadataValue {
  /// Each code once, in a fixed order.
  fileprivate static func codes(_ codes: [ProblemCode]) -> Logger.MetadataValue {
    .array(Set(codes).map(\.rawValue).sorted().map { "\($0)" })
  }
}
