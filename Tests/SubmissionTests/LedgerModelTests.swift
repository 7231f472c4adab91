import PipelineTestSupport
import Testing

@testable import PipelineRecords
@testable import Submission

/// Whatever happens, the compact ledger answers as a plain dictionary would.
@Suite struct LedgerModelTests {
  @Test(arguments: 0..<40) func itBehavesAsADictionary(seed: Int) {
    var random = Seeded(seed)
    var ledger = Ledger()
    var model: [String: LedgerEntry] = [:]
    var newestOffset: Int64?
    let ids = (0..<150).map { _ in Self.id(&random) }
    for _ in 0..<3000 {
      let id = ids[Int.random(in: 0..<ids.count, using: &random)]
      if random.chance(55) {
        let entry = Self.entry(&random)
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
    expectSearch(of: ledger, toFindWhatIsIn: model)
  }

  private func expectSearch(of ledger: Ledger, toFindWhatIsIn model: [String: LedgerEntry]) {
    var search: Ledger.Search? = ledger.search()
    var found: [String] = []
    while search != nil {
      found += ledger.finished(before: 1_790_000_000_000, offset: 500, &search, limit: 7)
    }
    let expected = model.filter {
      $0.value.state.isFinal && $0.value.changedAt < 1_790_000_000_000 && $0.value.offset < 500
    }
    #expect(found.sorted() == expected.keys.sorted())
  }

  @Test func aSearchSeesAllAlthoughWhatItFindsIsForgotten() {
    var random = Seeded(7)
    var ledger = Ledger()
    for _ in 0..<1000 {
      var entry = Self.entry(&random)
      entry.state = .accepted
      ledger.record(entry, for: Self.id(&random))
    }
    var search: Ledger.Search? = ledger.search()
    while search != nil {
      for id in ledger.finished(before: .max, offset: .max, &search, limit: 10) { ledger.forget(id) }
    }
    #expect(ledger.count == 0)
  }

  // MARK: Chance

  static func id(_ random: inout Seeded) -> String {
    random.chance(10) ? "report \(random.next())" : hex([8, 4, 4, 4, 12], &random)
  }

  private static func hex(_ groups: [Int], _ random: inout Seeded) -> String {
    groups.map { count in
      String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" })
    }.joined(separator: "-")
  }

  /// Mostly what the adapter writes, and now and then something at or beyond what fits.
  static func entry(_ random: inout Seeded) -> LedgerEntry {
    let attemptedAt =
      random.chance(95) ? Int64.random(in: 1_780_000_000_000...1_800_000_000_000, using: &random) : -1
    let offset = random.chance(95) ? Int64.random(in: 0...1000, using: &random) : 1 << 48
    let receipt = hex([8, 4, 4, 4, 12], &random)
    return LedgerEntry(
      state: LedgerEntry.State.allCases.randomElement(using: &random) ?? .accepted,
      digest: random.chance(95)
        ? hex([64], &random) : ["", "first", "å\"\\"].randomElement(using: &random) ?? "",
      attempts: [0, 1, 2, 65_535, 65_536].randomElement(using: &random) ?? 1,
      txId: [nil, "", "tx \"1\"", receipt, receipt.uppercased(), "A" + receipt.dropFirst(), receipt + "0"]
        .randomElement(using: &random) ?? nil,
      attemptedAt: attemptedAt,
      changedAt: attemptedAt
        + ([0, 250, 4_294_967_295, 4_294_967_296, -1].randomElement(using: &random) ?? 0),
      offset: offset,
      submissionOffset: random.chance(90) ? offset : offset - 3,
      possiblyDuplicate: random.chance(50),
      serverFaults: [0, 2, 255, 256].randomElement(using: &random) ?? 0
    )
  }
}
