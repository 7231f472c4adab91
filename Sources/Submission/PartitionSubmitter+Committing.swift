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
    do {
      var drafts: [SettlementDraft] = []
      for (settlement, span) in zip(batch.settlements, settling) {
        drafts.append(try await draft(settlement, continuing: settlement.origin.continued(by: span.context)))
      }
      try await commit(drafts, try batch.attempts.map(record))
    } catch {
      // The attempts may be committed nevertheless, but no call followed them, so their reports are not in doubt.
      finished += batch.attempts.map(withdrawn)
      throw error
    }
    finished.removeFirst(batch.endedCalls)
    for settlement in batch.settlements { committed(settlement) }
    for attempt in batch.attempts { machine?.committed(attempt.entry, for: attempt.item.record.reportId) }
    if !batch.settlements.isEmpty { StepBoundary.settlementCommitted.reached() }
    if !batch.attempts.isEmpty { StepBoundary.attemptRecorded.reached() }
  }

  /// Commits all in one transaction, or each settlement in one of its own if a topic finds a record too large.
  private func commit(_ drafts: [SettlementDraft], _ attempts: [ProducerRecord]) async throws {
    do {
      try await commit(
        drafts.flatMap(\.whole) + attempts,
        finishing: drafts.compactMap(\.finishes),
        endingAt: (drafts.isEmpty ? [] : [.settlementProduced]) + (attempts.isEmpty ? [] : [.attemptProduced])
      )
    } catch TransactionFailure.refused(let error) where error.isAboutSize && !drafts.isEmpty {
      for draft in drafts {
        try await commit(
          firstThatFits: [draft.whole, draft.short, draft.place],
          finishing: draft.finishes.map { [$0] } ?? [],
          endingAt: [.settlementProduced],
          about: draft.offset
        )
      }
      if !attempts.isEmpty { try await commit(attempts, endingAt: [.attemptProduced]) }
    }
  }

  /// The records of a settlement, in three sizes.
  private struct SettlementDraft {
    let offset: Int64
    /// The offset if the settlement finishes its record.
    let finishes: Int64?
    let whole: [ProducerRecord]
    /// Without the parts that can be large.
    let short: [ProducerRecord]
    /// With a dead letter that names the position only.
    let place: [ProducerRecord]
  }

  private func draft(_ settlement: Settlement, continuing origin: OutboxRecord.Origin) async throws
    -> SettlementDraft
  {
    let ledger = try [settlement.entry].compactMap { $0 }.map {
      try ledgerRecord(.entry($0, reportId: settlement.reportId))
    }
    func event(_ outcome: Outcome?, _ origin: OutboxRecord.Origin) -> [ProducerRecord] {
      [outcome].compactMap { $0 }.map {
        context.outcomes.record($0, reportId: settlement.reportId, origin: origin)
      }
    }
    var letters: (whole: [ProducerRecord], place: [ProducerRecord]) = ([], [])
    if let code = settlement.deadLetter,
      let original = try await context.readRecord(partition, settlement.offset)
    {
      letters = ([deadLetter(original, code)], [deadLetter(at: settlement.offset, code)])
    }
    return SettlementDraft(
      offset: settlement.offset,
      finishes: settlement.finishes ? settlement.offset : nil,
      whole: ledger + event(settlement.outcome, origin) + letters.whole,
      short: ledger + event(settlement.outcome?.shortened, origin.withoutKey) + letters.place,
      place: ledger + [deadLetter(at: settlement.offset, .eventResultTooLarge)]
    )
  }

  private func record(_ attempt: Attempt) throws -> ProducerRecord {
    StepBoundary.lookedUp.reached()
    return try ledgerRecord(
      .entry(attempt.entry, reportId: attempt.item.record.reportId),
      caller: caller
    )
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

  /// Commits the first of these transactions that no topic finds too large. A result that is too large must stop neither the
  /// process nor the reports behind it.
  func commit(
    firstThatFits variants: [[ProducerRecord]],
    finishing offsets: [Int64],
    endingAt boundaries: [StepBoundary] = [],
    about position: Int64
  ) async throws {
    for (index, records) in variants.enumerated() {
      do {
        return try await commit(records, finishing: offsets, endingAt: boundaries)
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
        let now = context.now().steady
        machine?.recording(took: now - started)
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
