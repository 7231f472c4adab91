internal import Foundation
internal import Kafka
internal import Stages
internal import Telemetry
internal import TimeReport

/// Processes a batch of requests and commits its results.
extension IntakeStage {
  /// Commits the results of the records. If they are too large for a topic, each record is committed by itself: one record
  /// must not stop those that follow.
  func publish(
    _ records: [ConsumedRecord],
    _ consumer: KafkaConsumer,
    _ producer: TransactionalProducer
  ) async throws {
    let batch = await process(records)
    do {
      if !batch.records.isEmpty {
        try await commit(transaction(batch.records, batch.results), consumer, producer)
      }
    } catch TransactionFailure.refused(let error) where error.isAboutSize {
      if records.count == 1 { return try await publishReduced(batch, consumer, producer) }
      for index in records.indices {
        do {
          try await publish([records[index]], consumer, producer)
        } catch let interruption as Interruption {
          throw Interruption(firstOffsets: records[index...].firstOffsets, cause: interruption.cause)
        }
      }
      return
    }
    if let problem = batch.problem {
      throw Interruption(firstOffsets: batch.left.firstOffsets, cause: .status(problem))
    }
    if batch.hasOwnSignatures { telemetry.ocspIsAvailable() }
  }

  /// Commits the result of one record without the part that makes it too large. If even that is too large, only the position
  /// of the record goes to the dead letters.
  private func publishReduced(
    _ batch: CompletedBatch,
    _ consumer: KafkaConsumer,
    _ producer: TransactionalProducer
  ) async throws {
    do {
      try await commit(transaction(batch.records, batch.results.map(\.reduced)), consumer, producer)
    } catch TransactionFailure.refused(let error) where error.isAboutSize {
      let places = batch.results.map { _ in IntakeResult.setAside(.eventResultTooLarge) }
      try await commit(transaction(batch.records, places), consumer, producer)
    }
  }

  private func transaction(_ records: [ConsumedRecord], _ results: [IntakeResult]) -> IntakeTransaction {
    IntakeTransaction(records, results, topics: settings.topics, outcomes: outcomes)
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
        endingAt: [.batchProduced]
      )
      StepBoundary.batchCommitted.reached()
    } catch TransactionFailure.aborted(let error) {
      throw Interruption(firstOffsets: batch.firstOffsets, cause: .aborted(error))
    }
    telemetry.instruments.commitSeconds.record(clock.steady() - started, Role.intake)
    telemetry.conditions.set(.commitsFailing, .intake, nil, at: clock.steady())
    telemetry.processed(batch.receipts)
  }

  /// Processes the records in parallel, one task per core, restores their order, and fetches OCSP responses for own
  /// signatures.
  private func process(_ records: [ConsumedRecord]) async -> CompletedBatch {
    let now = clock.seconds
    let lanes = min(records.count, Self.lanes)
    let pipeline = pipeline.value
    let results = await withTaskGroup { group in
      for lane in 0..<lanes {
        group.addTask { [clock, telemetry] in
          stride(from: lane, to: records.count, by: lanes).map { index in
            let started = clock.steady()
            let record = records[index]
            let progress =
              IntakeResult(refusing: record).map(IntakePipeline.Progress.done)
              ?? pipeline.process(RawEvent(record), now: now)
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
