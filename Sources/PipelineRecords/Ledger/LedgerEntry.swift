package import TimeReport

/// The state of one report. It holds ids, digests, counters and times only, no personal data.
package struct LedgerEntry: Sendable, Equatable {
  package var state: State
  /// The SHA-256 of the document's canonical form.
  package var digest: Digest
  /// Calls made for this document, including the one in progress.
  package var attempts: Int
  /// The agency's receipt, or what a `resolve` event names.
  package var txId: ReceiptId?
  /// When the last call started.
  package var attemptedAt: Timestamp
  /// When the state was reached.
  package var changedAt: Timestamp
  /// The outbox record that this entry is about. If the state is settled, that record and all earlier ones of the report
  /// are neither sent nor answered again.
  package var offset: Int64
  /// The outbox record that holds the submission's bytes, for a later `resend`.
  package var submissionOffset: Int64
  /// Whether an earlier call may also have arrived.
  package var possiblyDuplicate: Bool
  /// How many of the calls failed for a reason of this report, so that a restart gives the report no further attempts.
  package var serverFaults = 0

  package init(
    state: State,
    digest: Digest,
    attempts: Int,
    txId: ReceiptId? = nil,
    attemptedAt: Timestamp,
    changedAt: Timestamp,
    offset: Int64,
    submissionOffset: Int64,
    possiblyDuplicate: Bool,
    serverFaults: Int = 0
  ) {
    self.state = state
    self.digest = digest
    self.attempts = attempts
    self.txId = txId
    self.attemptedAt = attemptedAt
    self.changedAt = changedAt
    self.offset = offset
    self.submissionOffset = submissionOffset
    self.possiblyDuplicate = possiblyDuplicate
    self.serverFaults = serverFaults
  }

  package enum State: String, Sendable, Codable, CaseIterable {
    /// A call may be in progress. After a crash, the report is in doubt.
    case sending
    /// The last call is known not to have been processed; another will follow.
    case waiting
    case inDoubt = "in-doubt"
    case accepted, rejected, failed, abandoned

    package var isSettled: Bool { self != .sending && self != .waiting }
    /// The report does not change unless it is submitted again.
    package var isFinal: Bool { isSettled && self != .inDoubt }
  }

  /// The same state, settled by a later outbox record.
  package func settled(by offset: Int64) -> LedgerEntry {
    var entry = self
    entry.offset = offset
    return entry
  }
}
