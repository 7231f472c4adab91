internal import PipelineRecords
internal import TimeReport

/// The result of an outbox record, committed in one transaction: ledger entry, outcome, dead letter and outbox offset.
struct Settlement: Sendable {
  let reportId: ReportId
  let offset: Int64
  let origin: OutboxRecord.Origin
  /// Nil if the ledger does not change.
  let entry: LedgerEntry?
  /// Nil if no outcome is published.
  let outcome: Outcome?
  /// The code of the dead letter; nil if there is none.
  let deadLetter: ProblemCode?
  /// Whether the record is settled, or only has a new state.
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
