internal import Kafka
internal import Logging
internal import ServiceLifecycle

/// Stage 2: takes submissions from the outbox and sends them, one instance of the fleet at a time for each partition.
package struct SubmitStage: Service {
  private let configuration: AdapterConfiguration
  private let kafka: KafkaConfiguration
  private let pool: SubmitterPool
  private let telemetry: Telemetry
  private let recovery: StageRecovery
  private let readAhead: ReadAhead

  package init(
    configuration: AdapterConfiguration,
    sender: any SubmissionSender,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system,
    readAhead: ReadAhead = ReadAhead()
  ) {
    self.configuration = configuration
    self.telemetry = telemetry
    self.readAhead = readAhead
    recovery = StageRecovery(role: .submit, telemetry: telemetry, retry: retry, clock: clock)
    kafka = configuration.kafkaClient(named: "submit", telemetry: telemetry)
    pool = SubmitterPool(
      configuration: configuration,
      kafka: kafka,
      sender: sender,
      outcomes: outcomes,
      telemetry: telemetry,
      retry: retry,
      clock: clock,
      readAhead: readAhead
    )
  }

  /// What each outbox partition that this instance owns is doing.
  package func status() async -> [PartitionStatus] { await pool.status() }

  package func run() async throws { try await recovery.run(session) }

  /// Works with one consumer until told to stop, or until a client is of no further use.
  private func session() async throws {
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

  private func take(from consumer: KafkaConsumer) async throws {
    defer { telemetry.ended(.submit) }
    while !Task.isCancelled {
      let records = try await consumer.poll(
        maximumRecords: readAhead.recordsPerPoll,
        maximumBytes: 16 * 1024 * 1024,
        timeout: .milliseconds(500)
      )
      telemetry.progress.polled(.submit)
      telemetry.lag(.submit, try await consumer.lag())
      try await pool.dispatch(records)
      let (full, drained) = await pool.readingChanges()
      if !full.isEmpty {
        telemetry.logger.debug("Reading of the outbox pauses: enough is waiting here.")
        try await consumer.pause(full)
      }
      if !drained.isEmpty {
        telemetry.logger.debug("Reading of the outbox goes on.")
        try await consumer.resume(drained)
      }
    }
  }
}
