internal import ELT
internal import PipelineRecords

extension SubmitMachine {
  /// A moment on both clocks: the steady one for waiting, the wall clock for what is written down.
  struct Now: Sendable {
    var steady: ContinuousClock.Instant
    /// Milliseconds since 1970.
    var wall: Int64
  }

  /// A record of the outbox on its way. Only the machine changes it; others get copies.
  struct Item: Sendable {
    let offset: Int64
    let record: OutboxRecord
    var envelope: [UInt8]?
    var digest: String
    var submissionOffset: Int64
    var notBefore: ContinuousClock.Instant?
    var attempts = 0
    var serverFaults = 0
    var possiblyDuplicate = false
    /// The ledger was asked once, when the item first came to the head; afterwards the item itself knows.
    var isLookedUp = false
  }

  /// How a call ended.
  struct EndedCall: Sendable {
    let offset: Int64
    /// Which of the report's attempts it was.
    let attempts: Int
    /// Who made it. Another owner may have made the attempt of this number, where this one's was never recorded.
    let caller: String
    let result: SubmissionResult
    /// Milliseconds since 1970.
    let startedAt: Int64
  }

  enum Step: Sendable {
    /// This call ended before the partition was taken over anew, and the ledger does not know it: report `ended`.
    case conclude(EndedCall)
    /// Commit this; then report `committed`.
    case settle(Settlement)
    /// Commit the unreadable record at this offset to the dead letters; then report `discarded`.
    case discard(offset: Int64)
    /// Commit the ledger entry, wait for `turn`, then send and report `started` and later `ended`.
    case send(Item, entry: LedgerEntry, turn: ContinuousClock.Instant)
    /// Read the submission at this offset of the outbox and report `fetched`.
    case fetch(Item, submissionOffset: Int64)
    /// Nothing to do until then, unless something comes in.
    case wait(until: ContinuousClock.Instant)
    /// Nothing to do until something comes in.
    case idle
  }
}
