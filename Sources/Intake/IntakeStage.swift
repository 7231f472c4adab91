internal import Foundation
package import Kafka
internal import Logging
package import PipelineRecords
internal import ServiceLifecycle
internal import Signatures
package import Stages
package import Telemetry
internal import TimeReport

/// Stage 1: polls request events, processes them, and publishes the results exactly once.
///
/// The outbox records, refusals and dead letters of a batch and the offsets of its requests are one Kafka transaction.
/// Rebalances happen inside `poll` only, between batches, so a batch never outlives its partitions.
package struct IntakeStage: Service {
  let settings: IntakeSettings
  let pipeline: CurrentPipeline
  let outcomes: OutcomePublisher
  let telemetry: Telemetry
  let clock: AdapterClock
  private let retry: RetryPolicy
  let lastRead = LastRead()

  package init(
    settings: IntakeSettings,
    pipeline: CurrentPipeline,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system
  ) {
    self.settings = settings
    self.pipeline = pipeline
    self.outcomes = outcomes
    self.telemetry = telemetry
    self.retry = retry
    self.clock = clock
  }

  package func run() async throws {
    // The group's generation fences a former owner of a partition (KIP-447), so a unique id per process suffices.
    let transactionalId = names.transactionalId(.intake, of: settings.instanceId ?? outcomes.newId())
    try await StageRecovery(role: .intake, telemetry: telemetry, retry: retry, clock: clock).run {
      try await session(transactionalId)
    }
  }

  private var names: GroupNames { GroupNames(settings.groupId) }

  /// Works with one consumer and one producer until shutdown or until one of them fails.
  private func session(_ transactionalId: String) async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: settings.kafka,
        groupId: names.group(.intake),
        groupInstanceId: settings.instanceId.map { $0 + ".intake" },
        sessionTimeout: settings.sessionTimeout,
        reportsEnd: true,
        reportsHealth: true,
        flawLimit: .init(record: TopicNames.largestRecord, batch: TopicNames.largestBatch)
      ),
      listener: RebalanceLog(role: .intake, telemetry: telemetry)
    )
    do {
      let producer = try TransactionalProducer(
        settings.kafka,
        transactionalId: transactionalId,
        transactionTimeout: retry.transactionTimeout
      )
      try await work(consumer, producer)
      await consumer.close()
    } catch {
      if error.isMissingTopic { lastRead.doubt() }
      await consumer.close()
      throw error
    }
  }

  private func work(_ consumer: KafkaConsumer, _ producer: TransactionalProducer) async throws {
    do {
      try await producer.initTransactions(timeout: retry.answerTimeout)
      try await consumer.subscribe([settings.topics.requests])
      telemetry.kafkaIsBack(.intake, at: clock.steady())
      try await cancelWhenGracefulShutdown { try await poll(consumer, producer) }
      await producer.close()
    } catch {
      await producer.close()
      throw error
    }
  }

  private func poll(_ consumer: KafkaConsumer, _ producer: TransactionalProducer) async throws {
    var failures = 0
    var deletions = DeletionWatch()
    var hiddenRequests = HiddenRequests()
    defer {
      telemetry.ended(.intake)
      telemetry.hidden([:])
    }
    while !Task.isCancelled {
      let records = try await consumer.poll(
        maximumRecords: 200,
        maximumBytes: 16 * 1024 * 1024,
        timeout: .milliseconds(500)
      )
      telemetry.progress.polled(.intake)
      let lags = try await consumer.lag()
      telemetry.lag(.intake, lags)
      telemetry.consumer(.intake, await consumer.health)
      for notice in hiddenRequests.update(await consumer.hidden(), at: clock.steady()) {
        telemetry.noticed(notice)
      }
      telemetry.hidden(hiddenRequests.overdue)
      if try await startOver(consumer, Array(lags.keys), instead: records) { continue }
      lastRead.read(records)
      try await reportDeleted(consumer, &deletions)
      guard !records.isEmpty else { continue }
      StepBoundary.batchPolled.reached()
      do {
        try await publish(records, consumer, producer)
        failures = 0
      } catch let interruption as Interruption {
        failures += 1
        log(interruption, failures: failures)
        // Without the seek these records would be skipped. If it fails, the stage restarts.
        for (partition, offset) in interruption.firstOffsets {
          try await consumer.seek(partition, to: offset)
        }
        try? await clock.sleep(
          clock.steady() + retry.backoff(failures: failures, jitter: clock.jitter())
        )
      }
    }
  }

  /// A batch was not completed; reading resumes at these offsets.
  struct Interruption: Error {
    let firstOffsets: [TopicPartition: Int64]
    let cause: Cause

    enum Cause {
      /// The transaction was aborted.
      case aborted(KafkaError)
      /// No OCSP response for the organisation's own signature could be fetched.
      case status(StatusProblem)
    }
  }

  private func log(_ interruption: Interruption, failures: Int) {
    switch interruption.cause {
    case .aborted(let error):
      telemetry.conditions.set(.commitsFailing, .intake, error.code, at: clock.steady())
      telemetry.instruments.abortedTransactions.increment(Role.intake)
      telemetry.logger.log(
        .intakeTransactionAborted,
        [LogKey.code: "\(error.code)", LogKey.count: "\(failures)"]
      )
    // A fetch that shutdown cancelled is no sign of an outage of the responder.
    case .status(let problem) where !Task.isCancelled:
      telemetry.ocspIsUnavailable(problem, failures: failures)
    case .status: break
    }
  }
}

extension RawEvent {
  init(_ record: ConsumedRecord) {
    self.init(
      headers: record.headers.filter(\.hasValue).map { ($0.name, $0.value) },
      value: record.value,
      omitsHeaders: record.omitsHeaders
    )
  }
}

/// The settings of the intake stage.
package struct IntakeSettings: Sendable {
  package var kafka: KafkaConfiguration
  /// The prefix of the consumer group and of the transactional id.
  package var groupId: String
  /// Static membership; nil for a dynamic member.
  package var instanceId: String?
  /// How long the group waits for a silent member.
  package var sessionTimeout: Duration
  package var topics: TopicNames

  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    instanceId: String?,
    sessionTimeout: Duration,
    topics: TopicNames
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.instanceId = instanceId
    self.sessionTimeout = sessionTimeout
    self.topics = topics
  }
}
