package import Logging
internal import Metrics
internal import Synchronization

/// Logging, metrics, health and recent activity of this instance. Each stage adds the methods for its own events in an
/// extension.
package struct Telemetry: Sendable {
  package let logger: Logger
  /// The metrics that `/metrics` exports.
  package let metrics: PrometheusRegistry
  package let progress: Progress
  package let kafkaOutages = KafkaOutages()
  package let conditions = StageConditions()
  package let instruments: Instruments
  package let clock: AdapterClock
  package let startedAt: UnixMilliseconds
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
    for counters in [instruments.rebalances, instruments.abortedTransactions, instruments.kafkaOutages] {
      counters.export(Role.allCases)
    }
    instruments.commitSeconds.export(Role.allCases)
    activity = Shared(RecentActivity())
  }

  /// Exports what other code in this process counts through swift-metrics under a declared name. Call it once per process.
  package func bootstrapMetrics() { MetricsSystem.bootstrap(metrics) }

  package var recent: RecentActivity { activity.value.withLock { $0 } }

  /// Records activity under the current time.
  package func record<Result: Sendable>(
    _ body: (_ recent: inout RecentActivity, _ now: UnixMilliseconds) -> Result
  ) -> Result {
    let now = clock.wall()
    return activity.value.withLock { body(&$0, now) }
  }

  /// The consumer group assigned `partitions` partitions to this instance.
  package func rebalanced(role: Role, assigned partitions: Int) {
    instruments.rebalances.increment(role)
    record { recent, _ in
      recent.joined.insert(role)
      // The new owner of the requests finds out itself whether the responder is reachable.
      if role == .intake { recent.ocspProblem = nil }
    }
    logger.log(.partitionsAssigned, [LogKey.role: "\(role.rawValue)", LogKey.count: "\(partitions)"])
  }

  /// Kafka failed the clients of a stage; the stage restarts them after a pause.
  package func kafkaIsAway(_ role: Role, _ error: any Error, at now: ContinuousClock.Instant, failures: Int) {
    let isNew = kafkaOutages.began(role, at: now, "\(error)")
    instruments.kafkaOutages.increment(role)
    logger.log(
      .kafkaStageFailed,
      [LogKey.role: "\(role.rawValue)", LogKey.count: "\(failures)"],
      detail: "\(error)",
      level: isNew ? nil : .warning
    )
  }

  package func topicIsMissing(_ role: Role, _ error: any Error) {
    logger.log(.topicMissing, [LogKey.role: "\(role.rawValue)"], detail: "\(error)")
  }

  /// The brokers do not answer while the adapter starts; the stages of these roles wait.
  package func waitsForBrokers(
    _ roles: Set<Role>,
    _ error: any Error,
    at now: ContinuousClock.Instant,
    failures: Int
  ) {
    for role in roles { _ = kafkaOutages.began(role, at: now, "\(error)") }
    logger.log(
      .brokersAwayAtStart,
      [LogKey.count: "\(failures)"],
      detail: "\(error)",
      level: failures == 1 ? nil : .warning
    )
  }

  /// The stage can work again.
  package func kafkaIsBack(_ role: Role, at now: ContinuousClock.Instant) {
    guard let outage = kafkaOutages.ended(role) else { return }
    logger.log(
      .kafkaStageResumed,
      [
        LogKey.role: "\(role.rawValue)", LogKey.seconds: "\((now - outage.since).components.seconds)",
      ]
    )
  }

  /// The role's loop ended.
  package func ended(_ role: Role) {
    progress.done(.loop(role))
    conditions.clear(role)
    lag(role, [:])
  }

  /// The unread records of each partition that the role owns. Partitions not listed are dropped.
  package func lag(_ role: Role, _ records: [Int32: Int64]) {
    record { recent, _ in recent.lags[role] = records }
  }
}

extension Logger.MetadataValue {
  /// The labels without duplicates, sorted.
  package static func codes(_ codes: [some MetricLabel]) -> Logger.MetadataValue {
    .array(Set(codes.map(\.label)).sorted().map { "\($0)" })
  }
}

/// A value that several tasks change.
private final class Shared<Value: Sendable>: Sendable {
  let value: Mutex<Value>
  init(_ value: sending Value) { self.value = Mutex(value) }
}
