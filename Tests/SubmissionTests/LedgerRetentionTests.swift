import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Telemetry

@testable import PipelineRecords
@testable import Submission

@Suite struct LedgerRetentionTests {
  /// 2026-11-24T12:00:00Z
  private static let wall: Int64 = 1_795_521_600_000
  private static let day: Duration = .seconds(86_400)
  private static let time = Timestamp(clamping: wall)
  private let start = ContinuousClock.now

  private func now(_ days: Int64 = 0) -> SubmitMachine.Now {
    .init(steady: start + .seconds(86_400 * days), wall: Self.wall + days * 86_400_000)
  }

  private func entry(_ state: LedgerEntry.State, changedAt: Timestamp, offset: Int64 = 1) -> LedgerEntry {
    LedgerEntry(
      state: state,
      digest: "d",
      attempts: 1,
      txId: nil,
      attemptedAt: changedAt,
      changedAt: changedAt,
      offset: offset,
      submissionOffset: offset,
      possiblyDuplicate: false
    )
  }

  /// A ledger with an entry of today that never expires.
  private var recentlyUsed: Ledger {
    var ledger = Ledger()
    ledger.record(entry(.inDoubt, changedAt: Self.time, offset: 100), for: "recent")
    return ledger
  }

  /// Retention trusts the clock at most one month beyond the newest entry.
  @Test("a clock set years ahead does not expire entries early", arguments: [0, 365, 365 * 30])
  func clockAheadExpiresNothingEarly(days: Int64) {
    var ledger = Ledger()
    let old = LedgerRetention.cutoff(months: 24, before: Self.time + LedgerRetention.longestIdleness)
    ledger.record(entry(.accepted, changedAt: Self.time), for: "newest")
    ledger.record(entry(.accepted, changedAt: old), for: "kept")
    ledger.record(entry(.accepted, changedAt: old - .milliseconds(1)), for: "old")
    var retention = LedgerRetention(months: 24)
    #expect(all(&retention, ledger, days: days) == (days == 0 ? [] : ["old"]))
  }

  private func all(
    _ retention: inout LedgerRetention,
    _ ledger: Ledger,
    settled: Int64? = 10,
    days: Int64 = 0
  ) -> [ReportId] {
    var found: [ReportId] = []
    while let ids = retention.next(in: ledger, settled: settled, at: now(days)) { found += ids }
    return found
  }

  @Test("retention months are calendar months") func monthsAreCalendarMonths() {
    #expect(LedgerRetention.cutoff(months: 3, before: Self.time) == Self.time - Self.day * 92)
    #expect(LedgerRetention.cutoff(months: 24, before: Self.time) == Self.time - Self.day * 730)
  }

  @Test("only final entries expire", arguments: LedgerEntry.State.allCases) func onlyFinalEntriesExpire(
    state: LedgerEntry.State
  ) {
    var ledger = recentlyUsed
    ledger.record(entry(state, changedAt: 0), for: "A")
    var retention = LedgerRetention(months: 24)
    let isFinal = [.accepted, .rejected, .failed, .abandoned].contains(state)
    #expect(all(&retention, ledger) == (isFinal ? ["A"] : []))
  }

  @Test("under load the search continues with one slice per minute") func searchContinuesUnderLoad() {
    var ledger = recentlyUsed
    ledger.record(entry(.accepted, changedAt: 0), for: "A")
    var retention = LedgerRetention(months: 24)
    func isOverdue(after seconds: Int) -> Bool { retention.isOverdue(at: start + .seconds(seconds)) }
    #expect(!isOverdue(after: 0))
    #expect(!isOverdue(after: 59))
    #expect(isOverdue(after: 60))
    let at = SubmitMachine.Now(steady: start + .seconds(60), wall: Self.wall)
    #expect(retention.next(in: ledger, settled: 10, at: at) == ["A"])
    #expect(!isOverdue(after: 61), "one slice per minute")
    #expect(!isOverdue(after: 3600), "the search is complete")
    #expect(isOverdue(after: 86_400 + 60), "the next day's search is due")
  }

  @Test("retention counts from the last change") func lastChangeCounts() {
    var ledger = recentlyUsed
    let cutoff = LedgerRetention.cutoff(months: 24, before: Self.time)
    ledger.record(entry(.accepted, changedAt: cutoff - .milliseconds(1)), for: "old")
    ledger.record(entry(.accepted, changedAt: cutoff), for: "kept")
    var retention = LedgerRetention(months: 24)
    #expect(all(&retention, ledger) == ["old"])
  }

  @Test("an entry stays until its outbox record is settled") func entryOfUnsettledRecordStays() {
    var ledger = recentlyUsed
    ledger.record(entry(.accepted, changedAt: 0, offset: 10), for: "A")
    var retention = LedgerRetention(months: 24)
    #expect(all(&retention, ledger, settled: nil) == [])
    #expect(all(&retention, ledger, settled: 10) == [])
    #expect(all(&retention, ledger, settled: 11, days: 1) == ["A"])
  }

  @Test("the search runs once per day") func searchRunsOncePerDay() {
    var ledger = recentlyUsed
    ledger.record(entry(.accepted, changedAt: 0), for: "A")
    var retention = LedgerRetention(months: 24)
    #expect(all(&retention, ledger) == ["A"])
    #expect(all(&retention, ledger) == [])
    #expect(all(&retention, ledger, days: 1) == ["A"])
  }

  @Test("a slice is bounded") func sliceIsBounded() {
    var ledger = recentlyUsed
    for index in 0..<1201 { ledger.record(entry(.accepted, changedAt: 0), for: .named("\(index)")) }
    for index in 0..<1201 {
      ledger.record(
        entry(.failed, changedAt: 0),
        for: .named("00000000-0000-4000-8000-00000000\(1000 + index)")
      )
    }
    var retention = LedgerRetention(months: 24)
    var found = 0
    while let ids = retention.next(in: ledger, settled: 10, at: now()) {
      #expect(ids.count <= 2 * LedgerRetention.slice)
      found += ids.count
    }
    #expect(found == 2402)
  }
}
