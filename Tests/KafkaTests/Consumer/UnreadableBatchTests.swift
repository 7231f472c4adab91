import Testing

@testable import Kafka

/// The search for the end of a batch that cannot be read.
@Suite struct UnreadableBatchTests {
  /// Searches in a partition whose unreadable batch is this range, and counts the probes.
  private func search(
    _ range: Range<Int64>,
    from position: Int64? = nil,
    end: Int64,
    next: Range<Int64>? = nil
  )
    -> (end: Int64, probes: Int)
  {
    var batch = UnreadableBatch(at: position ?? range.lowerBound, base: range.lowerBound, end: end, code: "")
    var step = batch.start()
    var probes = 0
    while case .read(let offset) = step {
      probes += 1
      // The client starts at the first record again if a probe passes the end.
      guard offset <= end, probes < 1000 else { return (-1, probes) }
      if range.contains(offset) {
        step = batch.failed(base: range.lowerBound)
      } else if let next, next.contains(offset) {
        step = batch.failed(base: next.lowerBound)
      } else {
        step = batch.succeeded()
      }
    }
    guard case .ended(let found) = step else { return (-1, probes) }
    return (found, probes)
  }

  @Test("the last batch of one record needs no probe, and one with records behind it needs one")
  func oneRecord() {
    #expect(search(7..<8, end: 8) == (8, 0))
    #expect(search(7..<8, end: 1_000_000) == (8, 1))
  }

  @Test(
    "the end is found for every length and every distance to the end of the partition",
    arguments: [0, 1, 2, 3, 50, 1000] as [Int64]
  )
  func everyLength(behind: Int64) {
    for length in 1...300 as ClosedRange<Int64> {
      let found = search(40..<40 + length, end: 40 + length + behind)
      #expect(found.end == 40 + length, "\(length)")
      #expect(found.probes <= 20, "\(length)")
    }
  }

  @Test("a batch of 100,000 records needs few probes") func largeBatch() {
    let found = search(5..<100_005, end: 100_000_000)
    #expect(found.end == 100_005 && found.probes < 40)
  }

  @Test("reading may begin inside the batch") func positionInside() {
    #expect(search(10..<20, from: 15, end: 100).end == 20)
    #expect(search(10..<20, from: 19, end: 20) == (20, 0))
  }

  @Test("another unreadable batch that follows at once is not part of it") func nextBatchIsUnreadableToo() {
    #expect(search(10..<20, end: 40, next: 20..<40).end == 20)
  }
}
