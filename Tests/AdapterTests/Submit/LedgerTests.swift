import Testing

@testable import Adapter

@Suite struct LedgerTests {
  private func entry(attemptedAt: Int64) -> LedgerEntry {
    LedgerEntry(
      state: .accepted,
      digest: "d",
      attempts: 1,
      txId: "tx",
      attemptedAt: attemptedAt,
      changedAt: 0,
      offset: 0,
      submissionOffset: 0,
      possiblyDuplicate: false
    )
  }

  @Test func theLastEntryOfAReportCounts() {
    var ledger = Ledger()
    #expect(ledger.lastAttemptAt == nil)
    ledger.record(entry(attemptedAt: 10), for: "A")
    ledger.record(entry(attemptedAt: 20), for: "A")
    #expect(ledger.count == 1)
    #expect(ledger["A"]?.attemptedAt == 20)
  }

  @Test func theNewestAttemptOfAllIsKnown() {
    var ledger = Ledger()
    ledger.record(entry(attemptedAt: 30), for: "A")
    ledger.record(entry(attemptedAt: 10), for: "B")
    #expect(ledger.lastAttemptAt == 30)
    ledger.forget("A")
    #expect(ledger["A"] == nil)
    #expect(ledger.lastAttemptAt == 30, "forgetting a report does not undo its call")
  }
}
