/// The ledger of one outbox partition, in memory.
package struct Ledger: Sendable {
  private var entries: [String: LedgerEntry] = [:]
  /// When the newest call of all started, in milliseconds since 1970: what a new owner paces itself by.
  package private(set) var lastAttemptAt: Int64?
  /// The newest outbox record that an entry is about.
  package private(set) var newestOffset: Int64?

  /// The reports that wait for a decision.
  package private(set) var inDoubt: Set<String> = []

  package init() {}

  package var count: Int { entries.count }

  package subscript(reportId: String) -> LedgerEntry? { entries[reportId] }

  package mutating func record(_ entry: LedgerEntry, for reportId: String) {
    entries[reportId] = entry
    if entry.state == .inDoubt { inDoubt.insert(reportId) } else { inDoubt.remove(reportId) }
    lastAttemptAt = max(lastAttemptAt ?? entry.attemptedAt, entry.attemptedAt)
    newestOffset = max(newestOffset ?? entry.offset, entry.offset)
  }

  package mutating func forget(_ reportId: String) {
    entries[reportId] = nil
    inDoubt.remove(reportId)
  }
}
