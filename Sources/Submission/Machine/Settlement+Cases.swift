internal import PipelineRecords
internal import Telemetry
internal import TimeReport

extension LedgerEntry {
  /// - Parameters: Both times in milliseconds since 1970.
  init(_ item: SubmitMachine.Item, _ state: State, at changedAt: Int64, attemptedAt: Int64) {
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
      serverFaults: state.isSettled ? 0 : item.serverFaults
    )
  }

  /// Whether the agency may have the report without having answered it.
  var mayHaveArrived: Bool { possiblyDuplicate || state == .inDoubt || state == .sending }
}

extension Settlement {
  /// The report may or may not have arrived and waits for a decision.
  static func doubt(
    _ item: SubmitMachine.Item,
    attemptedAt: Int64,
    reason: String,
    at now: SubmitMachine.Now
  ) -> Settlement {
    Settlement(
      item,
      entry: LedgerEntry(item, .inDoubt, at: now.wall, attemptedAt: attemptedAt),
      outcome: .inDoubt(attemptedAt: attemptedAt, attempts: item.attempts, reason: reason)
    )
  }

  /// A decision about a report in doubt: it arrived, or it is abandoned.
  static func resolved(
    _ item: SubmitMachine.Item,
    _ entry: LedgerEntry,
    _ resolution: ResolveRequest.Resolution,
    at now: SubmitMachine.Now
  ) -> Settlement {
    var entry = entry.settled(by: item.offset)
    entry.changedAt = now.wall
    if case .accepted(let txId) = resolution {
      entry.state = .accepted
      entry.txId = txId
      return Settlement(
        item,
        entry: entry,
        outcome: .accepted(
          txId: txId,
          acceptedAt: now.wall,
          attempts: entry.attempts,
          possiblyDuplicate: entry.possiblyDuplicate
        )
      )
    }
    entry.state = .abandoned
    // If the report is submitted again: the call that was in doubt may have arrived.
    entry.possiblyDuplicate = true
    let problem = Problem(.resolveAbandoned, ProblemCode.resolveAbandoned.cause)
    return Settlement(
      item,
      entry: entry,
      outcome: .failed(attempts: entry.attempts, problems: [problem], possiblyDuplicate: true)
    )
  }
}
