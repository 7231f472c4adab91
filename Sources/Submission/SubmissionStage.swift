internal import Kafka
internal import Logging
package import PipelineRecords
internal import ServiceLifecycle
package import Stages
package import Telemetry

/// Stage 2: reads submissions from the outbox and sends them. One instance of the fleet at a time owns each partition.
package struct SubmissionStage: Service {
  private let settings: SubmissionSettings
  private let pool: SubmitterPool
  private let telemetry: Telemetry
  private let recovery: StageRecovery
  private let readAhead: ReadAhead

  package init(
    settings: SubmissionSettings,
    sender: any SubmissionSender,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system,
    readAhead: ReadAhead = ReadAhead()
  ) {
    self.settings = settings
    self.telemetry = telemetry
    self.readAhead = readAhead
    recovery = StageRecovery(role: .submit, telemetry: telemetry, retry: retry, clock: clock)
    pool = SubmitterPool(
      settings: settings,
      sender: sender,
      outcomes: outcomes,
      telemetry: telemetry,
      retry: retry,
      clock: clock,
      readAhead: readAhead
    )
  }

  /// The state of each outbox partition that this instance owns.
  package func status() async -> [PartitionStatus] { await pool.status() }

  package func run() async throws { try await recovery.run(session) }

  /// Works with one consumer until shutdown or until a client fails.
  private func session() async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: settings.kafka,
        groupId: settings.group,
        groupInstanceId: settings.instanceId.map { $0 + ".submit" },
        sessionTimeout: settings.sessionTimeout,
        reportsEnd: true,
        reportsHealth: true
      ),
      listener: pool
    )
    await pool.use(consumer)
    do {
      try await consumer.subscribe([settings.topics.outbox])
      try await cancelWhenGracefulShutdown { try await poll(consumer) }
      await pool.stopAll()
      await consumer.close()
    } catch {
      await pool.stopAll()
      await consumer.close()
      throw error
    }
  }

  private func poll(_ consumer: KafkaConsumer) async throws {
    defer { telemetry.ended(.submit) }
    while !Task.isCancelled {
      let records = try await consumer.poll(
        maximumRecords: readAhead.recordsPerPoll,
        maximumBytes: 16 * 1024 * 1024,
        timeout: .milliseconds(500)
      )
      telemetry.progress.polled(.submit)
      telemetry.lag(.submit, try await consumer.lag())
      telemetry.consumer(.submit, await consumer.health)
      try await pool.dispatch(records)
      let (full, drained) = await pool.readingChanges()
      if !full.isEmpty {
        telemetry.logger.log(.readingPaused)
        try await consumer.pause(full)
      }
      if !drained.isEmpty {
        telemetry.logger.log(.readingResumed)
        try await consumer.resume(drained)
      }
    }
  }
}
