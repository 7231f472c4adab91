import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Operations
@testable import PipelineRecords

@Suite struct LedgerCensusTests {
  private func entry(_ state: LedgerEntry.State, at time: Timestamp = 0) -> LedgerEntry {
    LedgerEntry(
      state: state,
      digest: "d",
      attempts: 2,
      txId: nil,
      attemptedAt: time,
      changedAt: time + .milliseconds(1),
      offset: 0,
      submissionOffset: 0,
      possiblyDuplicate: false
    )
  }

  private let first: ReportId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
  private let second: ReportId = "7d9333df-ff87-4634-8341-9b81ccc59bc4"

  @Test("the latest record of a report counts") func latestRecordCounts() {
    var census = LedgerCensus()
    census.take(first, entry(.sending))
    census.take(first, entry(.accepted))
    census.take(second, entry(.inDoubt, at: 5000))
    census.take("third", entry(.failed))
    let status = census.status(stuckBefore: 0)
    #expect(status.reports == 3)
    #expect(status.byState.filter { $0.value > 0 } == ["accepted": 1, "in-doubt": 1, "failed": 1])
    #expect(status.byState.count == LedgerEntry.State.allCases.count)
    #expect(status.inDoubt.oldest.map(\.reportId) == [second])
    #expect(status.inDoubt.oldest.first?.since == 5001)
  }

  @Test("expired and resolved reports are no longer in doubt") func expiredAndResolvedReportsDoNotCount() {
    var census = LedgerCensus()
    census.take(first, entry(.inDoubt))
    census.take(first, nil)
    census.take(second, entry(.inDoubt))
    census.take(second, entry(.abandoned))
    let status = census.status(stuckBefore: 0)
    #expect(status.reports == 1)
    #expect(status.inDoubt.count == 0)
  }

  @Test("an attempt that is too old to end is in doubt") func stuckAttemptIsInDoubt() {
    var census = LedgerCensus()
    census.take(first, entry(.sending, at: 1000))
    census.take(second, entry(.sending, at: 9000))
    let doubts = census.status(stuckBefore: 5000).inDoubt
    #expect(doubts.count == 1)
    #expect(doubts.oldest.first?.state == "sending")
    #expect(doubts.oldest.first?.since == 1000)
  }
}
