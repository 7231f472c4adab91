internal import PipelineRecords
internal import TimeReport

/// What the ledger says about a record of the outbox, before anything is done with it.
enum LedgerVerdict: Equatable {
  /// Done with already, before a crash or by another call: neither sent nor answered again.
  case done
  /// To be sent; the attempts so far and whether one of them may have arrived.
  case send(attempts: Int, possiblyDuplicate: Bool)
  /// A call was under way when its process ended.
  case doubt(LedgerEntry)
  /// Accepted earlier, the same document: answered with the old receipt.
  case duplicate(LedgerEntry)
  /// Refused for a reason that only the ledger knows.
  case refused(ProblemCode)
  /// A decision that fits what is known: the report becomes accepted, or is given up.
  case resolved(LedgerEntry, ResolveRequest.Resolution)
  /// The submission whose bytes are at this offset of the outbox shall be sent again.
  case resend(LedgerEntry)

  init(of request: OutboxRecord.Request, at offset: Int64, entry: LedgerEntry?) {
    // The records of a report are taken in order, so an entry about one of them settles all that came before it.
    if let entry, entry.offset > offset || entry.offset == offset && entry.state.isSettled {
      self = .done
      return
    }
    switch request {
    case .submit(_, let digest): self = Self.submission(digest: digest, at: offset, entry: entry)
    case .resolve(let resolution): self = Self.resolution(resolution, at: offset, entry: entry)
    }
  }

  private static func submission(digest: String, at offset: Int64, entry: LedgerEntry?) -> LedgerVerdict {
    guard let entry else { return .send(attempts: 0, possiblyDuplicate: false) }
    switch entry.state {
    case .sending where entry.offset == offset: return .doubt(entry)
    case .waiting where entry.offset == offset:
      return .send(attempts: entry.attempts, possiblyDuplicate: entry.possiblyDuplicate)
    // The record that the entry is about is gone from the outbox. Its last call is known not to have arrived.
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
    // `sending` at an earlier record that is gone from the outbox is as much in doubt.
    case (.inDoubt, .resend), (.sending, .resend): return .resend(entry)
    case (.inDoubt, _), (.sending, _): return .resolved(entry, resolution)
    case (.accepted, .accepted(let txId)) where entry.txId == txId: return .duplicate(entry)
    default: return .refused(.resolveNotInDoubt)
    }
  }
}
