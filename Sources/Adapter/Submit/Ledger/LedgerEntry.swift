internal import Foundation

/// What is known of one report. Never holds personal data: ids, digests, counters and times only.
package struct LedgerEntry: Sendable, Equatable, Codable {
  package var state: State
  /// SHA-256 of the document's canonical form, lower-case hex.
  package var digest: String
  /// Calls made for this document, the one under way included.
  package var attempts: Int
  /// The agency's receipt.
  package var txId: String?
  /// When the last call started, in milliseconds since 1970.
  package var attemptedAt: Int64
  /// When the state was reached, in milliseconds since 1970.
  package var changedAt: Int64
  /// The outbox record that this entry is about. Where the state is settled, that record and all earlier ones of the
  /// report are done with: they are neither sent nor answered again.
  package var offset: Int64
  /// The outbox record that holds the submission's bytes, for a later `resend`.
  package var submissionOffset: Int64
  /// Whether an earlier call may have arrived as well.
  package var possiblyDuplicate: Bool

  package enum State: String, Sendable, Codable, CaseIterable {
    /// A call may be under way. Found after a crash, it means doubt.
    case sending
    /// The last call is known not to have been processed; another will follow.
    case waiting
    case inDoubt = "in-doubt"
    case accepted, rejected, failed, abandoned

    package var isSettled: Bool { self != .sending && self != .waiting }
  }
}

extension LedgerEntry {
  /// The entry as it is written to the ledger topic: JSON with its members in alphabetical order.
  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return [UInt8](try encoder.encode(self))
  }

  /// Nil for bytes that are not an entry.
  init?(decoding bytes: [UInt8]) {
    guard let entry = try? JSONDecoder().decode(LedgerEntry.self, from: Data(bytes)) else { return nil }
    self = entry
  }

  /// The same state, settled by a later record.
  func settled(by offset: Int64) -> LedgerEntry {
    var entry = self
    entry.offset = offset
    return entry
  }
}
