internal import PipelineRecords
internal import Telemetry
internal import TimeReport

extension LedgerEntry {
  init(_ item: SubmitMachine.Item, _ state: State, at changedAt: Timestamp, attemptedAt: Timestamp) {
    self.init(
      state: state,
      digest: item.digest,
      attempts: item.attempts,
      txId: nil,
      attemptedAt: attemptedAt,
      changedAt: changedAt,
      offset: item.offset,
      submissionOffset: item.submissionOffset,
      possiblyDuplicate: item.possiblyDuplicate,
      serverFaults: state.isSettled ? 0 : item.ownFailures
    )
  }

  /// Whether the agency may have the report without having answered it.
  var mayHaveArrived: Bool { possiblyDuplicate || state == .inDoubt || state == .sending }
}

extension Settlement {
  /// The report may or may not have arrived and waits for a decision.
  static func doubt(
    _ item: SubmitMachine.Item,
    attemptedAt: Timestamp,
    reason: String,
    at now: SubmitMachine.Now
  ) -> Settlement {
    Settlement(
      item,
      entry: LedgerEntry(item, .inDoubt, at: now.time, attemptedAt: attemptedAt),
      outcome: .inDoubt(attemptedAt: attemptedAt, attempts: item.attempts, reason: reason)
    )
  }

  /// The adapter stops sending the report; its request becomes a dead letter.
  static func failed(
    _ item: SubmitMachine.Item,
    _ code: ProblemCode,
    _ sentence: String,
    startedAt: Timestamp,
    at now: SubmitMachine.Now
  ) -> Settlement {
    Settlement(
      item,
      entry: LedgerEntry(item, .failed, at: now.time, attemptedAt: startedAt),
      outcome: .failed(
        attempts: item.attempts,
        problems: [Problem(code, sentence)],
        possiblyDuplicate: item.possiblyDuplicate
      ),
      deadLetter: code
    )
  }

  /// A waiting submission that a person abandoned before ELT received it. The decision itself is settled after it.
  static func abandoned(
    _ item: SubmitMachine.Item,
    _ entry: LedgerEntry?,
    at now: SubmitMachine.Now
  ) -> Settlement {
    let problem = Problem(.resolveAbandoned, ProblemCode.resolveAbandoned.cause)
    return Settlement(
      item,
      entry: LedgerEntry(item, .abandoned, at: now.time, attemptedAt: entry?.attemptedAt ?? now.time),
      outcome: .failed(
        attempts: item.attempts,
        problems: [problem],
        possiblyDuplicate: item.possiblyDuplicate
      )
    )
  }

  /// A decision about a report in doubt: it arrived, or it is abandoned. To abandon an abandoned report changes nothing.
  static func resolved(
    _ item: SubmitMachine.Item,
    _ entry: LedgerEntry,
    _ resolution: ResolveRequest.Resolution,
    at now: SubmitMachine.Now
  ) -> Settlement {
    var entry = entry.settled(by: item.offset)
    entry.changedAt = now.time
    if case .accepted(let txId) = resolution {
      entry.state = .accepted
      entry.txId = txId
      return Settlement(
        item,
        entry: entry,
        outcome: .accepted(
          txId: txId,
          acceptedAt: now.time,
          attempts: entry.attempts,
          possiblyDuplicate: entry.possiblyDuplicate,
          notices: entry.receiptNotices
        )
      )
    }
    // If the report is submitted again: the call that was in doubt may have arrived.
    if entry.state != .abandoned { entry.possiblyDuplicate = true }
    entry.state = .abandoned
    let problem = Problem(.resolveAbandoned, ProblemCode.resolveAbandoned.cause)
    return Settlement(
      item,
      entry: entry,
      outcome: .failed(
        attempts: entry.attempts,
        problems: [problem],
        possiblyDuplicate: entry.possiblyDuplicate
      )
    )
  }
}

extension LedgerEntry {
  /// A decision can name a receipt that the agency cannot have issued.
  var receiptNotices: [Problem] {
    guard let txId, txId.uuid == nil else { return [] }
    return [Problem(.noticeReceiptForm, ProblemCode.noticeReceiptForm.cause)]
  }
}
