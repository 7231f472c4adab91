internal import PipelineRecords
internal import TimeReport

/// What became of an outbox record, ready to be committed in one transaction: the ledger entry, the outcome, the
/// dead letter, and how far the outbox is done with.
struct Settlement: Sendable {
  let reportId: String
  let offset: Int64
  let origin: OutboxRecord.Origin
  /// Nil where the ledger needs no change.
  let entry: LedgerEntry?
  /// Nil where nothing is to be published.
  let outcome: Outcome?
  /// The code under which the outbox record goes to the dead letters.
  let deadLetter: ProblemCode?
  /// Whether the record is done with, or only has a new state.
  let finishes: Bool

  init(
    _ item: SubmitMachine.Item,
    entry: LedgerEntry?,
    outcome: Outcome?,
    deadLetter: ProblemCode? = nil,
    finishes: Bool = true
  ) {
    reportId = item.record.reportId
    offset = item.offset
    origin = item.record.origin
    self.entry = entry
    self.outcome = outcome
    self.deadLetter = deadLetter
    self.finishes = finishes
  }
}
