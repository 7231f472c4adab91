internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport
internal import Tracing

/// One transaction for each attempt, settlement or slice of expired entries.
extension PartitionSubmitter {
  func commit(_ settlement: Settlement) async throws {
    try await withSpan("elt.settle", context: settlement.origin.trace.serviceContext) { span in
      span.attributes[SpanAttribute.reportId] = settlement.reportId.text
      try await commit(settlement, continuing: settlement.origin.continued(by: span.context))
    }
  }

  private func commit(_ settlement: Settlement, continuing origin: OutboxRecord.Origin) async throws {
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
    try await commit(
      records,
      finishing: settlement.finishes ? settlement.offset : nil,
      endingAt: .settlementProduced
    )
    StepBoundary.settlementCommitted.reached()
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
    finishing offset: Int64?,
    endingAt boundary: StepBoundary? = nil
  ) async throws {
    let position = offset.flatMap { machine?.offsets.position(finishing: $0) }
    let outbox = TopicPartition(topic: context.settings.topics.outbox, partition: partition)
    var failures = 0
    while true {
      context.telemetry.progress.expect(.submitter(partition: partition))
      let started = context.now().steady
      do {
        let group = position == nil ? nil : try await context.groupMetadata()
        try await producer.commit(
          TransactionBatch(records: records, offsets: position.map { [outbox: $0] } ?? [:], group: group),
          endingAt: boundary
        )
        context.telemetry.instruments.commitSeconds.record(context.now().steady - started, Role.submit)
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
