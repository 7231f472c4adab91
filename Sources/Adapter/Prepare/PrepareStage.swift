internal import Kafka
internal import Logging
internal import ServiceLifecycle
internal import Signatures
internal import TimeReport

/// Stage 1: takes request events, prepares them, and publishes what they lead to, exactly once.
///
/// Kafka in, Kafka out: the outbox records, refusals and dead letters of a batch and the offsets of its requests are one
/// transaction. Rebalances happen inside `poll` only, that is between batches, so a batch never outlives its partitions.
package struct PrepareStage: Service {
  private let configuration: AdapterConfiguration
  private let pipeline: CurrentPipeline
  private let outcomes: OutcomePublisher
  private let telemetry: Telemetry
  private let clock: AdapterClock
  private let kafka: KafkaConfiguration
  private let retry: RetryPolicy

  package init(
    configuration: AdapterConfiguration,
    pipeline: CurrentPipeline,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system
  ) {
    self.configuration = configuration
    self.pipeline = pipeline
    self.outcomes = outcomes
    self.telemetry = telemetry
    self.retry = retry
    self.clock = clock
    kafka = configuration.kafkaClient(named: "prepare", telemetry: telemetry)
  }

  package func run() async throws {
    // The group's generation fences a former owner of a partition (KIP-447), so the id need only be this process's own.
    let transactionalId =
      "\(configuration.kafka.groupId).prepare.\(configuration.kafka.instanceId ?? outcomes.newId())"
    try await StageRecovery(role: .prepare, telemetry: telemetry, retry: retry, clock: clock).run {
      try await session(transactionalId)
    }
  }

  /// Works with one consumer and one producer until told to stop, or until one of them is of no further use.
  private func session(_ transactionalId: String) async throws {
    let groupId = configuration.kafka.groupId + ".prepare"
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: kafka,
        groupId: groupId,
        groupInstanceId: configuration.kafka.instanceId.map { $0 + ".prepare" },
        reportsEnd: true
      ),
      listener: RebalanceLog(role: .prepare, telemetry: telemetry)
    )
    do {
      let producer = try TransactionalProducer(
        kafka,
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
      try await consumer.subscribe([configuration.topics.requests])
      telemetry.kafkaIsBack(.prepare, at: clock.steady())
      try await cancelWhenGracefulShutdown { try await take(consumer, producer) }
      await producer.close()
    } catch {
      await producer.close()
      throw error
    }
  }

  private func take(_ consumer: KafkaConsumer, _ producer: TransactionalProducer) async throws {
    var failures = 0
    var looked: Set<TopicPartition> = []
    defer { telemetry.ended(.prepare) }
    while !Task.isCancelled {
      let records = try await consumer.poll(
        maximumRecords: 200,
        maximumBytes: 16 * 1024 * 1024,
        timeout: .milliseconds(500)
      )
      telemetry.progress.polled(.prepare)
      telemetry.lag(.prepare, try await consumer.lag())
      guard !records.isEmpty else { continue }
      StepBoundary.batchPolled.reached()
      try await lookForDeleted(before: records, consumer, &looked)
      do {
        try await publish(records, consumer, producer)
        failures = 0
      } catch let interruption as Interruption {
        failures += 1
        tell(of: interruption, failures: failures)
        // Not to go back would be to leave these records out. If it cannot be done, the stage starts afresh.
        for (partition, offset) in interruption.firstOffsets {
          try await consumer.seek(partition, to: offset)
        }
        try? await clock.sleep(
          clock.steady() + retry.backoff(failures: failures, jitter: clock.jitter())
        )
      }
    }
  }

  /// Requests that are deleted before anybody has read them are lost, and reading goes on behind them as if nothing were. Only
  /// who published them can help, so it is looked for where the reading of a partition begins.
  private func lookForDeleted(
    before records: [ConsumedRecord],
    _ consumer: KafkaConsumer,
    _ looked: inout Set<TopicPartition>
  ) async throws {
    looked.formIntersection(try await consumer.assignment)
    for partition in Set(records.map(\.topicPartition)).subtracting(looked).sorted() {
      let count = try await consumer.deletedUncommitted(partition)
      if count > 0 { telemetry.requestsDeleted(Int(count), in: partition) }
      looked.insert(partition)
    }
  }

  /// Not all of a batch is done with, and these are the first records of what is left.
  private struct Interruption: Error {
    let firstOffsets: [TopicPartition: Int64]
    let cause: Cause

    enum Cause {
      /// The transaction was aborted.
      case aborted(KafkaError)
      /// There is no OCSP response for a signature of our own.
      case status(StatusProblem)
    }
  }

  private func tell(of interruption: Interruption, failures: Int) {
    switch interruption.cause {
    case .aborted(let error):
      telemetry.instruments.abortedTransactions.increment(.prepare)
      telemetry.logger.warning(
        "A batch was not committed; it is read again.",
        metadata: [LogKey.code: "\(error.code)", LogKey.count: "\(failures)"]
      )
    // What an end of the stage has cut short is no problem of the responder's.
    case .status(let problem) where !Task.isCancelled:
      telemetry.ocspIsUnavailable(problem, failures: failures)
    case .status: break
    }
  }

  /// Commits what the records lead to. Where that is too large for the broker they are tried one by one, and the one
  /// that it is about is put aside: one record must not stop all that follow.
  private func publish(
    _ records: [ConsumedRecord],
    _ consumer: KafkaConsumer,
    _ producer: TransactionalProducer
  ) async throws {
    do {
      let batch = await prepare(records)
      if !batch.records.isEmpty {
        try await commit(
          PreparedBatch(batch.records, batch.prepared, topics: configuration.topics, outcomes: outcomes),
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
        try await commit(PreparedBatch(tooLarge: records, topics: configuration.topics), consumer, producer)
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
    _ batch: PreparedBatch,
    _ consumer: KafkaConsumer,
    _ producer: TransactionalProducer
  ) async throws {
    let begun = clock.steady()
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
    telemetry.instruments.commitTook(clock.steady() - begun, .prepare)
    telemetry.prepared(batch.results)
  }

  /// Prepares the records side by side, one task a core's worth, puts the results back in their order, and has own signatures
  /// vouched for.
  private func prepare(_ records: [ConsumedRecord]) async -> VouchedBatch {
    let now = Int(clock.wall() / 1000)
    let lanes = min(records.count, Self.lanes)
    let pipeline = pipeline.value
    let results = await withTaskGroup { group in
      for lane in 0..<lanes {
        group.addTask { [clock, telemetry] in
          stride(from: lane, to: records.count, by: lanes).map { index in
            let begun = clock.steady()
            let preparation = pipeline.prepare(RawEvent(records[index]), now: now)
            telemetry.instruments.prepareSeconds.record(clock.steady() - begun)
            return (index, preparation)
          }
        }
      }
      var results: [(Int, PreparePipeline.Preparation)] = []
      for await lane in group { results += lane }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return await VouchedBatch(records, results, now: now)
  }

  private static let lanes = max(1, ProcessorCount.active)
}

extension RawEvent {
  init(_ record: ConsumedRecord) {
    self.init(headers: record.headers.map { ($0.name, $0.value) }, value: record.value ?? [])
  }
}
