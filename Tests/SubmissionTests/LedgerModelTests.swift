import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Submission

/// Compares the compact ledger with a plain dictionary.
@Suite struct LedgerModelTests {
  @Test("the compact ledger behaves like a dictionary", arguments: 0..<40) func behavesLikeADictionary(
    seed: Int
  ) {
    var random = Seeded(seed)
    var ledger = Ledger()
    var model: [ReportId: LedgerEntry] = [:]
    var newestOffset: Int64?
    let ids = (0..<150).map { _ in RandomEntries.id(&random) }
    for _ in 0..<3000 {
      let id = ids[Int.random(in: 0..<ids.count, using: &random)]
      if random.chance(55) {
        let entry = RandomEntries.entry(&random)
        ledger.record(entry, for: id)
        model[id] = entry
        newestOffset = max(newestOffset ?? entry.offset, entry.offset)
      } else {
        ledger.forget(id)
        model[id] = nil
      }
      #expect(ledger[id] == model[id])
      #expect(ledger.count == model.count)
    }
    for id in ids { #expect(ledger[id] == model[id]) }
    #expect(ledger.newestOffset == newestOffset)
    expectSearch(of: ledger, matches: model)
  }

  private func expectSearch(of ledger: Ledger, matches model: [ReportId: LedgerEntry]) {
    var search: Ledger.Search? = ledger.search()
    var found: [ReportId] = []
    while search != nil {
      found += ledger.finished(before: 1_790_000_000_000, offset: 500, &search, limit: 7)
    }
    let expected = model.filter {
      $0.value.state.isFinal && $0.value.changedAt < 1_790_000_000_000 && $0.value.offset < 500
    }
    #expect(found.sorted() == expected.keys.sorted())
  }

  @Test("a search finds every entry although found entries are removed") func searchSurvivesRemoval() {
    var random = Seeded(7)
    var ledger = Ledger()
    for _ in 0..<1000 {
      var entry = RandomEntries.entry(&random)
      entry.state = .accepted
      ledger.record(entry, for: RandomEntries.id(&random))
    }
    var search: Ledger.Search? = ledger.search()
    while search != nil {
      for id in ledger.finished(before: Timestamp(clamping: .max), offset: .max, &search, limit: 10) {
        ledger.forget(id)
      }
    }
    #expect(ledger.count == 0)
  }

  // MARK: Chance
}
