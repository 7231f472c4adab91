internal import PipelineRecords
internal import TimeReport

/// Counts the reports of the ledger by state and keeps those that a person may have to resolve.
///
/// Takes every record of the ledger in order; a later one of the same report replaces the earlier.
struct LedgerCensus: Sendable {
  private var states: [ReportId: LedgerEntry.State] = [:]
  private var open: [ReportId: LedgerEntry] = [:]
  private(set) var unreadable = 0

  /// - Parameter entry: Nil for a tombstone.
  mutating func take(_ reportId: ReportId, _ entry: LedgerEntry?) {
    states[reportId] = entry?.state
    let isOpen = entry?.state == .inDoubt || entry?.state == .sending
    open[reportId] = isOpen ? entry : nil
  }

  mutating func takeUnreadable() { unreadable += 1 }

  /// - Parameter stuckBefore: A call that started before this time and has no recorded end was made by a process that
  ///   has ended.
  func status(stuckBefore: Timestamp) -> LedgerStatus {
    var counts: [LedgerEntry.State: Int] = [:]
    for state in states.values { counts[state, default: 0] += 1 }
    let doubts = open.filter { $0.value.state == .inDoubt || $0.value.attemptedAt < stuckBefore }
      .map { LedgerStatus.Doubt($0.key, $0.value) }
      .sorted { ($0.since, $0.reportId) < ($1.since, $1.reportId) }
    return LedgerStatus(
      reports: states.count,
      byState: Dictionary(
        uniqueKeysWithValues: LedgerEntry.State.allCases.map { ($0.rawValue, counts[$0] ?? 0) }
      ),
      inDoubt: .init(count: doubts.count, oldest: Array(doubts.prefix(LedgerStatus.longest))),
      unreadableRecords: unreadable
    )
  }
}
