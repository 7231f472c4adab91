import PipelineTestSupport
import TestSupport
import Testing

@testable import Submission

@Suite struct OffsetTrackerTests {
  @Test("there is nothing to commit before the first record") func noPositionWithoutRecords() {
    #expect(OffsetTracker().position == nil)
  }

  @Test("the position is the first open record") func firstOpenRecordIsThePosition() {
    var tracker = OffsetTracker()
    for offset: Int64 in [3, 4, 7] { tracker.began(offset) }
    #expect(tracker.position == 3)
    tracker.finish(4)
    #expect(tracker.position == 3)
    #expect(tracker.position(finishing: [3]) == 7)
    #expect(tracker.position == 3, "the query has no side effect")
    tracker.finish(3)
    #expect(tracker.position == 7)
    tracker.finish(7)
    #expect(tracker.position == 8)
  }

  /// Transaction markers and compaction leave gaps between offsets.
  @Test("the position is correct for gaps and any order of finishing", arguments: 0..<200)
  func anyOrderOfFinishing(seed: Int) {
    var random = Seeded(seed)
    var tracker = OffsetTracker()
    var open: Set<Int64> = []
    var next = Int64.random(in: 0...1000, using: &random)
    var committed = next
    for _ in 0..<300 {
      if open.isEmpty || random.chance(50) {
        tracker.began(next)
        open.insert(next)
        next += 1 + (random.chance(20) ? Int64.random(in: 1...3, using: &random) : 0)
      } else if let finished = open.randomElement(using: &random) {
        let announced = tracker.position(finishing: [finished])
        tracker.finish(finished)
        open.remove(finished)
        #expect(tracker.position == announced)
      }
      guard let position = tracker.position else { return }
      #expect(position >= committed, "a commit never goes back")
      #expect(open.allSatisfy { $0 >= position }, "nothing open is skipped")
      if let first = open.min() { #expect(position == first) }
      committed = position
    }
  }
}
