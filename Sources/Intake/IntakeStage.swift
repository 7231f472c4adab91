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
  private let settings: IntakeSettings
  private let pipeline: CurrentPipeline
  private let outcomes: OutcomePublisher
  private let telemetry: Telemetry
  private let clock: AdapterClock
  private let retry: RetryPolicy

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
    let transactionalId = "\(groupId).\(settings.instanceId ?? outcomes.newId())"
    try await StageRecovery(role: .intake, telemetry: telemetry, retry: retry, clock: clock).run {
      try await session(transactionalId)
    }
  }

  private var groupId: String { settings.groupId + ".intake" }

  /// Works with one consumer and one producer until shutdown or until one of them fails.
  private func session(_ transactionalId: String) async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: settings.kafka,
        groupId: groupId,
        groupInstanceId: settings.instanceId.map { $0 + ".intake" },
        reportsEnd: true
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
    defer { telemetry.ended(.intake) }
    while !Task.isCancelled {
      let records = try await consumer.poll(
        maximumRecords: 200,
        maximumBytes: 16 * 1024 * 1024,
        timeout: .milliseconds(500)
      )
      telemetry.progress.polled(.intake)
      telemetry.lag(.intake, try await consumer.lag())
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

  /// Reports requests that retention deleted before they were read. They are lost, and only their publisher can help. Before a
  /// batch is committed, because the committed offset shows what was not read.
  private func reportDeleted(_ consumer: KafkaConsumer, _ deletions: inout DeletionWatch) async throws {
    let due = deletions.due(try await consumer.assignment, at: clock.steady())
    guard !due.isEmpty else { return }
    do throws(KafkaError) {
      let committed = try await consumer.committed(due)
      for partition in due {
        let first = try await consumer.watermarks(partition).low
        let count = deletions.deleted(in: partition, committed: committed[partition], first: first)
        if count > 0 { telemetry.requestsDeleted(Int(count), in: partition) }
      }
    } catch {
      // The next check finds the same deletions.
      guard error.isRetriable else { throw error }
    }
  }

  /// A batch was not completed; reading resumes at these offsets.
  private struct Interruption: Error {
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

  /// Commits the results of the records. If they are too large for the broker, each record is committed by itself and the
  /// one that is too large goes to the dead letters: one record must not stop those that follow.
  private func publish(
    _ records: [ConsumedRecord],
    _ consumer: KafkaConsumer,
    _ producer: TransactionalProducer
  ) async throws {
    do {
      let batch = await process(records)
      if !batch.records.isEmpty {
        try await commit(
          IntakeTransaction(batch.records, batch.results, topics: settings.topics, outcomes: outcomes),
          consumer,
          producer
        )
      }
      if let problem = batch.problem {
        throw Interruption(firstOffsets: batch.left.firstOffsets, cause: .status(problem))
      }
      if batch.hasOwnSignatures { telemetry.ocspIsAvailable() }
    } catch TransactionFailure.refused(let error) where error.isAboutSize {
      if records.count == 1 {
        try await commit(IntakeTransaction(tooLarge: records, topics: settings.topics), consumer, producer)
      }
      for index in records.indices where records.count > 1 {
        do {
          try await publish([records[index]], consumer, producer)
        } catch let interruption as Interruption {
          throw Interruption(firstOffsets: records[index...].firstOffsets, cause: interruption.cause)
        }
      }
    }
  }

  private func commit(
    _ batch: IntakeTransaction,
    _ consumer: KafkaConsumer,
    _ producer: TransactionalProducer
  ) async throws {
    let started = clock.steady()
    do {
      StepBoundary.batchPrepared.reached()
      try await producer.commit(
        TransactionBatch(
          records: batch.records,
          offsets: batch.offsets,
          group: try await consumer.groupMetadata()
        ),
        endingAt: .batchProduced
      )
      StepBoundary.batchCommitted.reached()
    } catch TransactionFailure.aborted(let error) {
      throw Interruption(firstOffsets: batch.firstOffsets, cause: .aborted(error))
    }
    telemetry.instruments.commitSeconds.record(clock.steady() - started, Role.intake)
    telemetry.processed(batch.receipts)
  }

  /// Processes the records in parallel, one task per core, restores their order, and fetches OCSP responses for own
  /// signatures.
  private func process(_ records: [ConsumedRecord]) async -> CompletedBatch {
    let now = Int(clock.wall() / 1000)
    let lanes = min(records.count, Self.lanes)
    let pipeline = pipeline.value
    let results = await withTaskGroup { group in
      for lane in 0..<lanes {
        group.addTask { [clock, telemetry] in
          stride(from: lane, to: records.count, by: lanes).map { index in
            let started = clock.steady()
            let progress = pipeline.process(RawEvent(records[index]), now: now)
            telemetry.instruments.intakeSeconds.record(clock.steady() - started)
            return (index, progress)
          }
        }
      }
      var results: [(Int, IntakePipeline.Progress)] = []
      for await lane in group { results += lane }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return await CompletedBatch(records, results, now: now)
  }

  private static let lanes = max(1, ProcessInfo.processInfo.activeProcessorCount)
}

extension RawEvent {
  init(_ record: ConsumedRecord) {
    self.init(headers: record.headers.map { ($0.name, $0.value) }, value: record.value ?? [])
  }
}

/// The settings of the intake stage.
package struct IntakeSettings: Sendable {
  package var kafka: KafkaConfiguration
  /// The prefix of the consumer group and of the transactional id.
  package var groupId: String
  /// Static membership; nil for a dynamic member.
  package var instanceId: String?
  package var topics: TopicNames

  package init(kafka: KafkaConfiguration, groupId: String, instanceId: String?, topics: TopicNames) {
    self.kafka = kafka
    self.groupId = groupId
    self.instanceId = instanceId
    self.topics = topics
  }
}
