internal import PipelineRecords
internal import TimeReport

/// What to do with an outbox record according to the ledger.
enum LedgerVerdict: Equatable {
  /// Settled already, before a crash or by another call: neither sent nor answered again.
  case done
  /// Send it; the attempts so far, and whether one of them may have arrived.
  case send(attempts: Int, possiblyDuplicate: Bool)
  /// A call was in progress when its process ended.
  case doubt(LedgerEntry)
  /// The same document was accepted earlier: answer with that receipt.
  case duplicate(LedgerEntry)
  /// Refused because of the state in the ledger.
  case refused(ProblemCode)
  /// A decision that fits the state: the report is accepted or abandoned.
  case resolved(LedgerEntry, ResolveRequest.Resolution)
  /// Send the submission at the entry's `submissionOffset` again.
  case resend(LedgerEntry)

  init(of request: OutboxRecord.Request, at offset: Int64, entry: LedgerEntry?) {
    // The records of a report are processed in order, so an entry about one of them settles all before it.
    if let entry, entry.offset > offset || entry.offset == offset && entry.state.isSettled {
      self = .done
      return
    }
    switch request {
    case .submit(_, let digest): self = Self.submission(digest: digest, at: offset, entry: entry)
    case .resolve(let resolution): self = Self.resolution(resolution, at: offset, entry: entry)
    }
  }

  private static func submission(digest: Digest, at offset: Int64, entry: LedgerEntry?) -> LedgerVerdict {
    guard let entry else { return .send(attempts: 0, possiblyDuplicate: false) }
    switch entry.state {
    case .sending where entry.offset == offset: return .doubt(entry)
    case .waiting where entry.offset == offset:
      return .send(attempts: entry.attempts, possiblyDuplicate: entry.possiblyDuplicate)
    // Retention deleted the record of the entry. Its last call is known not to have arrived.
    case .waiting: return .send(attempts: 0, possiblyDuplicate: entry.possiblyDuplicate)
    case .sending, .inDoubt: return .refused(.reportInDoubt)
    case .accepted: return entry.digest == digest ? .duplicate(entry) : .refused(.reportConflict)
    case .rejected:
      return entry.digest == digest
        ? .refused(.reportAlreadyRejected) : .send(attempts: 0, possiblyDuplicate: entry.possiblyDuplicate)
    case .failed, .abandoned: return .send(attempts: 0, possiblyDuplicate: entry.possiblyDuplicate)
    }
  }

  private static func resolution(
    _ resolution: ResolveRequest.Resolution,
    at offset: Int64,
    entry: LedgerEntry?
  ) -> LedgerVerdict {
    guard let entry else { return .refused(.resolveUnknownReport) }
    switch (entry.state, resolution) {
    case (.sending, .resend) where entry.offset == offset: return .doubt(entry)
    case (.waiting, .resend) where entry.offset == offset: return .resend(entry)
    // `sending` at an earlier record that retention deleted is in doubt too.
    case (.inDoubt, .resend), (.sending, .resend): return .resend(entry)
    case (.inDoubt, _), (.sending, _): return .resolved(entry, resolution)
    // Its waiting submission was abandoned because of this decision, or the report was abandoned before.
    case (.abandoned, .abandon): return .resolved(entry, resolution)
    case (.accepted, .accepted(let txId)) where entry.txId == txId: return .duplicate(entry)
    default: return .refused(.resolveNotInDoubt)
    }
  }
}
