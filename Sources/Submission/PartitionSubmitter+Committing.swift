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
      span.attributes[SpanAttribute.reportId] = settlement.reportId
      try await commit(settlement, continuing: settlement.origin.continued(by: span.context))
    }
  }

  private func commit(_ settlement: Settlement, continuing origin: OutboxRecord.Origin) async throws {
    let ledger = try [settlement.entry].compactMap { $0 }.map {
      try ledgerRecord(.entry($0, reportId: settlement.reportId))
    }
    func event(_ outcome: Outcome?, _ origin: OutboxRecord.Origin) -> [ProducerRecord] {
      [outcome].compactMap { $0 }.map {
        context.outcomes.record($0, reportId: settlement.reportId, origin: origin)
      }
    }
    var found: (whole: [ProducerRecord], place: [ProducerRecord]) = ([], [])
    if let code = settlement.deadLetter,
      let original = try await context.readRecord(partition, settlement.offset)
    {
      found = ([deadLetter(original, code)], [deadLetter(at: settlement.offset, code)])
    }
    let letters = found
    try await commit(
      firstThatFits: [
        { ledger + event(settlement.outcome, origin) + letters.whole },
        { ledger + event(settlement.outcome?.shortened, origin.withoutKey) + letters.place },
        { ledger + [self.deadLetter(at: settlement.offset, .eventResultTooLarge)] },
      ],
      finishing: settlement.finishes ? settlement.offset : nil,
      endingAt: .settlementProduced,
      about: settlement.offset
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

  /// Commits the first of these transactions that no topic finds too large. A result that is too large must stop neither the
  /// process nor the reports behind it.
  func commit(
    firstThatFits variants: [() -> [ProducerRecord]],
    finishing offset: Int64?,
    endingAt boundary: StepBoundary? = nil,
    about position: Int64
  ) async throws {
    for (index, records) in variants.enumerated() {
      do {
        return try await commit(records(), finishing: offset, endingAt: boundary)
      } catch TransactionFailure.refused(let error) where error.isAboutSize && index + 1 < variants.count {
        logger.log(.resultTooLarge, [LogKey.offset: "\(position)", LogKey.code: "\(error.code)"])
      }
    }
  }

  func deadLetter(_ original: ConsumedRecord, _ code: ProblemCode) -> ProducerRecord {
    DeadLetter.record(original, code: code, topic: context.settings.topics.deadLetters)
  }

  /// A dead letter that only names the position in the outbox.
  func deadLetter(at offset: Int64, _ code: ProblemCode) -> ProducerRecord {
    DeadLetter.place(
      TopicPartition(topic: context.settings.topics.outbox, partition: partition),
      offset,
      code: code,
      topic: context.settings.topics.deadLetters
    )
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
        let now = context.now().steady
        context.telemetry.instruments.commitSeconds.record(now - started, Role.submit)
        context.telemetry.conditions.set(.commitsFailing, .submit, nil, at: now)
        return
      } catch let failure as TransactionFailure {
        guard case .aborted(let error) = failure else { throw failure }
        failures += 1
        context.telemetry.conditions.set(.commitsFailing, .submit, error.code, at: context.now().steady)
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
