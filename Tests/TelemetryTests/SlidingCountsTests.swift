import Testing

@testable import Telemetry

/// Counts over the last minutes use bounded memory.
struct SlidingCountsTests {
  @Test("every interval is listed, empty ones included") func everyIntervalIsListed() {
    var counts = SlidingCounts<String>(width: 1000, length: 3)
    counts.add("a", at: 10_500)
    counts.add("a", at: 10_999)
    counts.add("b", at: 12_000)
    let spans = counts.spans(at: 12_500)
    #expect(spans.map(\.start) == [10_000, 11_000, 12_000])
    #expect(spans.map(\.counts) == [["a": 2], [:], ["b": 1]])
    #expect(counts.total(at: 12_500) == 3)
    #expect(counts.total(at: 13_000) == 1)
    #expect(counts.total(at: 99_000) == 0)
  }

  @Test("old counts are dropped") func oldCountsAreDropped() {
    var counts = SlidingCounts<Int>(width: 1000, length: 60)
    for second in 0..<100_000 { counts.add(second % 3, at: Int64(second) * 1000) }
    #expect(counts.total(at: 99_999_000) == 60)
    #expect(Mirror(reflecting: counts).children.contains { ($0.value as? [Int64: [Int: Int]])?.count == 60 })
  }

  @Test("counts stay correct after the clock is set back") func clockSetBackKeepsTheTotal() {
    var counts = SlidingCounts<Int>(width: 1000, length: 2)
    for second in [100, 101, 5, 6, 7] { counts.add(0, at: Int64(second) * 1000) }
    #expect(counts.total(at: 7000) == 2)
  }
}
