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
    /// Calls that failed for a reason of this report: server faults, and failures between which the service answered others.
    var ownFailures = 0
    /// The number of answers to other reports at the last failure that may have been the report's own.
    var answersAtFailure: Int?
    /// The place of that failure among all such failures; the report that failed last is retried last.
    var suspectCall: Int?
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

  enum CallPermission: Sendable, Equatable {
    case granted
    /// Ask again at that time: a call that started late delays those after it.
    case wait(until: ContinuousClock.Instant)
    /// ELT is unreachable since, or the turn is long past. Report `ended` without a call.
    case withdrawn
  }

  enum Step: Sendable {
    /// This call ended during an earlier ownership and is not settled: report `ended`.
    case conclude(EndedCall)
    /// Commit this; then report `committed`.
    case settle(Settlement)
    /// Commit the unreadable record at this offset to the dead letters; then report `discarded`.
    case discard(offset: Int64)
    /// Commit the ledger entry. At `turn` ask `mayStart`; then send and report `started` and later `ended`.
    case send(Item, entry: LedgerEntry, turn: ContinuousClock.Instant)
    /// Read the submission at this offset of the outbox and report `fetched`.
    case fetch(Item, submissionOffset: Int64)
    /// Nothing to do until then, unless records or answers come in.
    case wait(until: ContinuousClock.Instant)
    /// Nothing to do until records or answers come in.
    case idle
  }
}
