import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Submission

@Suite struct LedgerTests {
  private func entry(attemptedAt: Timestamp) -> LedgerEntry {
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

  @Test("the last entry of a report counts") func lastEntryCounts() {
    var ledger = Ledger()
    #expect(ledger.newestOffset == nil)
    ledger.record(entry(attemptedAt: 10), for: "A")
    ledger.record(entry(attemptedAt: 20), for: "A")
    #expect(ledger.count == 1)
    #expect(ledger["A"]?.attemptedAt == 20)
  }

  @Test("the newest offset stays known when an entry expires") func newestOffsetSurvivesExpiry() {
    var ledger = Ledger()
    ledger.record(entry(attemptedAt: 30), for: "A")
    ledger.forget("A")
    #expect(ledger["A"] == nil)
    #expect(ledger.newestOffset == 0, "removing an entry does not undo its call")
  }
}
