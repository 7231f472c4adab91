internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport
internal import Tracing

/// What one transaction commits: settlements of records and attempts that are about to be made, each of a different report.
struct CommitBatch: Sendable {
  var settlements: [Settlement] = []
  var attempts: [Attempt] = []
  /// How many of the ended calls the settlements include.
  var endedCalls = 0

  var isEmpty: Bool { settlements.isEmpty && attempts.isEmpty }

  /// A dead letter holds a whole request, so a batch has at most one.
  var isFull: Bool {
    settlements.count + attempts.count >= 100 || settlements.last?.deadLetter != nil
  }
}

/// One transaction for a batch, an unreadable record or a slice of expired entries.
extension PartitionSubmitter {
  func commit(_ batch: CommitBatch) async throws {
    let settling = batch.settlements.map { settlement in
      let span = startSpan("elt.settle", context: settlement.origin.trace.serviceContext)
      span.attributes[SpanAttribute.reportId] = settlement.reportId.text
      return span
    }
    let recording = batch.attempts.map {
      startSpan("elt.record", context: $0.item.record.origin.trace.serviceContext)
    }
    defer { for span in settling + recording { span.end() } }
    var records: [ProducerRecord] = []
    for (settlement, span) in zip(batch.settlements, settling) {
      records += try await self.records(settlement, continuing: settlement.origin.continued(by: span.context))
    }
    for attempt in batch.attempts {
      StepBoundary.lookedUp.reached()
      let entry = LedgerRecord.entry(attempt.entry, reportId: attempt.item.record.reportId)
      records.append(try ledgerRecord(entry, caller: caller))
    }
    var boundaries: [StepBoundary] = []
    if !batch.settlements.isEmpty { boundaries.append(.settlementProduced) }
    if !batch.attempts.isEmpty { boundaries.append(.attemptProduced) }
    do {
      try await commit(
        records,
        finishing: batch.settlements.filter(\.finishes).map(\.offset),
        endingAt: boundaries
      )
    } catch {
      // The attempts may be committed all the same, but no call followed them, so their reports are not in doubt.
      finished += batch.attempts.map(withdrawn)
      throw error
    }
    finished.removeFirst(batch.endedCalls)
    for settlement in batch.settlements { committed(settlement) }
    for attempt in batch.attempts { machine?.committed(attempt.entry, for: attempt.item.record.reportId) }
    if !batch.settlements.isEmpty { StepBoundary.settlementCommitted.reached() }
    if !batch.attempts.isEmpty { StepBoundary.attemptRecorded.reached() }
  }

  private func records(_ settlement: Settlement, continuing origin: OutboxRecord.Origin) async throws
    -> [ProducerRecord]
  {
    var records: [ProducerRecord] = []
    if let entry = settlement.entry {
      records.append(try ledgerRecord(.entry(entry, reportId: settlement.reportId)))
    }
    if let outcome = settlement.outcome {
      records.append(
        context.outcomes.record(outcome, reportId: settlement.reportId, origin: origin)
      )
    }
    if let code = settlement.deadLetter,
      let original = try await context.readRecord(partition, settlement.offset)
    {
      records.append(DeadLetter.record(original, code: code, topic: context.settings.topics.deadLetters))
    }
    return records
  }

  private func committed(_ settlement: Settlement) {
    machine?.committed(settlement)
    if settlement.finishes { arrivals[settlement.offset] = nil }
    if let outcome = settlement.outcome {
      context.telemetry.outcome(
        outcome,
        reportId: settlement.reportId,
        offset: settlement.offset,
        logger: logger
      )
    }
  }

  /// Commits one transaction; retries if it is aborted, because the result of a call must not be lost.
  func commit(
    _ records: [ProducerRecord],
    finishing offsets: [Int64] = [],
    endingAt boundaries: [StepBoundary] = []
  ) async throws {
    let position = machine?.offsets.position(finishing: offsets)
    let outbox = TopicPartition(topic: context.settings.topics.outbox, partition: partition)
    var failures = 0
    while true {
      context.telemetry.progress.expect(.submitter(partition: partition))
      let started = context.now().steady
      do {
        let group = position == nil ? nil : try await context.groupMetadata()
        try await producer.commit(
          TransactionBatch(records: records, offsets: position.map { [outbox: $0] } ?? [:], group: group),
          endingAt: boundaries
        )
        let duration = context.now().steady - started
        machine?.recording(took: duration)
        context.telemetry.instruments.commitSeconds.record(duration, Role.submit)
        return
      } catch let failure as TransactionFailure {
        guard case .aborted(let error) = failure else { throw failure }
        failures += 1
        context.telemetry.instruments.abortedTransactions.increment(Role.submit)
        logger.log(
          .submissionTransactionAborted,
          [LogKey.code: "\(error.code)", LogKey.count: "\(failures)"]
        )
        try await context.sleep(
          context.now().steady + context.retry.backoff(failures: failures, jitter: context.jitter())
        )
      }
    }
  }

  func ledgerRecord(_ record: LedgerRecord, caller: String? = nil) throws -> ProducerRecord {
    try record.producerRecord(
      topic: context.settings.topics.ledger,
      partition: partition,
      caller: caller
    )
  }
}
