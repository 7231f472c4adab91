internal import Kafka
internal import Logging
internal import ServiceLifecycle

/// Stage 2: takes submissions from the outbox and sends them, one instance of the fleet at a time for each partition.
package struct SubmitStage: Service {
  private let configuration: AdapterConfiguration
  private let kafka: KafkaConfiguration
  private let pool: SubmitterPool
  private let telemetry: Telemetry
  private let restart: StageRestart

  package init(
    configuration: AdapterConfiguration,
    sender: any SubmissionSender,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system
  ) {
    self.configuration = configuration
    self.telemetry = telemetry
    restart = StageRestart(role: .submit, telemetry: telemetry, retry: retry, clock: clock)
    kafka = configuration.kafkaClient(named: "submit", telemetry: telemetry)
    pool = SubmitterPool(
      configuration: configuration,
      kafka: kafka,
      sender: sender,
      outcomes: outcomes,
      telemetry: telemetry,
      retry: retry,
      clock: clock
    )
  }

  /// What each outbox partition that this instance owns is doing.
  package func status() async -> [PartitionStatus] { await pool.status() }

  package func run() async throws { try await restart.run { try await work() } }

  /// Sends until told to stop, or until the brokers are away for too long.
  private func work() async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: kafka,
        groupId: configuration.kafka.groupId + ".submit",
        groupInstanceId: configuration.kafka.instanceId.map { $0 + ".submit" },
        reportsEnd: true
      ),
      listener: pool
    )
    await pool.use(consumer)
    do {
      try await consumer.subscribe([configuration.topics.outbox])
      try await cancelWhenGracefulShutdown { try await take(from: consumer) }
      await pool.stopAll()
      await consumer.close()
    } catch {
      await pool.stopAll()
      await consumer.close()
      throw error
    }
  }

  /// A submitter with this many records waiting gets no more until it is down to a quarter. At one call a second that
  /// is minutes of work, so the second that pausing costs does not matter.
  private static let highWater = 200

  private func take(from consumer: KafkaConsumer) async throws {
    var paused: Set<TopicPartition> = []
    defer { telemetry.ended(.submit) }
    while !Task.isCancelled {
      let records = try await consumer.poll(
        maximumRecords: 50,
        maximumBytes: 16 * 1024 * 1024,
        timeout: .milliseconds(500)
      )
      telemetry.progress.polled(.submit)
      telemetry.lag(.submit, try await consumer.lag())
      try await pool.dispatch(records)
      let backlogs = await pool.backlogs()
      paused.formIntersection(backlogs.keys)
      let full = backlogs.filter { $0.value >= Self.highWater && !paused.contains($0.key) }.map(\.key)
      let drained = paused.filter { (backlogs[$0] ?? 0) <= Self.highWater / 4 }
      if !full.isEmpty { try await consumer.pause(full) }
      if !drained.isEmpty { try await consumer.resume(Array(drained)) }
      paused = paused.union(full).subtracting(drained)
    }
  }
}
