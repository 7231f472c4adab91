internal import ELT
internal import PipelineRecords
internal import Telemetry
internal import TimeReport

extension SubmitMachine {
  typealias Now = AdapterClock.Reading

  /// An outbox record in progress. Only the machine changes it; others get copies.
  struct Item: Sendable {
    let offset: Int64
    let record: OutboxRecord
    var envelope: [UInt8]?
    var digest: Digest
    var submissionOffset: Int64
    var notBefore: ContinuousClock.Instant?
    var attempts = 0
    var serverFaults = 0
    var possiblyDuplicate = false
    /// Whether the ledger was consulted. That happens once; afterwards the item holds the state.
    var isLookedUp = false
  }

  /// How a call ended.
  struct EndedCall: Sendable {
    let offset: Int64
    /// The number of the report's attempt.
    let attempts: Int
    /// The owner that made it. If its attempt was never recorded, another owner may have made an attempt of this number.
    let caller: String
    let result: SubmissionResult
    let startedAt: Timestamp
  }

  enum Step: Sendable {
    /// This call ended during an earlier ownership and is not settled: report `ended`.
    case conclude(EndedCall)
    /// Commit this; then report `committed`.
    case settle(Settlement)
    /// Commit the unreadable record at this offset to the dead letters; then report `discarded`.
    case discard(offset: Int64)
    /// Commit the ledger entry, wait for `turn`, then send and report `started` and later `ended`.
    case send(Item, entry: LedgerEntry, turn: ContinuousClock.Instant)
    /// Read the submission at this offset of the outbox and report `fetched`.
    case fetch(Item, submissionOffset: Int64)
    /// Nothing to do until then, unless records or answers come in.
    case wait(until: ContinuousClock.Instant)
    /// Nothing to do until records or answers come in.
    case idle
  }
}
