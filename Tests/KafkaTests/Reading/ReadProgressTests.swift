import Testing

@testable import Kafka

@Suite("Progress of reading a partition") struct ReadProgressTests {
  private let start = ContinuousClock.now

  private func progress(to end: PartitionReader.End, stallTimeout: Duration? = nil) -> ReadProgress {
    ReadProgress(from: 5, to: end, stallTimeout: stallTimeout, at: start)
  }

  @Test("reading ends at the visible end even if an open transaction hides more")
  func visibleEnd() {
    var progress = progress(to: .visible)
    #expect(progress.next(at: .before, start) == .poll)
    #expect(progress.next(at: .end(hiddenOffsets: 3), start) == .finish)
  }

  @Test("reading ends at the committed end when nothing is hidden")
  func committedEnd() {
    var progress = progress(to: .committed(patience: .seconds(10)))
    #expect(progress.next(at: .end(hiddenOffsets: 0), start) == .finish)
  }

  @Test("reading fails when a transaction stays open longer than the patience")
  func patience() {
    var progress = progress(to: .committed(patience: .seconds(10)))
    #expect(progress.next(at: .end(hiddenOffsets: 3), start) == .poll)
    #expect(progress.next(at: .end(hiddenOffsets: nil), start + .seconds(9)) == .poll)
    #expect(progress.next(at: .end(hiddenOffsets: 3), start + .seconds(10)) == .failHidden(offsets: 3))
  }

  @Test("patience starts again for the next open transaction")
  func patienceStartsAgain() {
    var progress = progress(to: .committed(patience: .seconds(10)))
    #expect(progress.next(at: .end(hiddenOffsets: 3), start) == .poll)
    #expect(progress.next(at: .before, start + .seconds(9)) == .poll)
    #expect(progress.next(at: .end(hiddenOffsets: 1), start + .seconds(12)) == .poll)
    #expect(progress.next(at: .end(hiddenOffsets: 1), start + .seconds(22)) == .failHidden(offsets: 1))
  }

  @Test("reading fails when no record arrives within the stall time-out")
  func stalled() {
    var progress = progress(to: .visible, stallTimeout: .seconds(30))
    #expect(progress.next(at: .before, start + .seconds(29)) == .poll)
    progress.advance(past: 7, at: start + .seconds(29))
    #expect(progress.next(at: .before, start + .seconds(58)) == .poll)
    #expect(progress.next(at: .before, start + .seconds(59)) == .failStalled(atOffset: 8))
  }

  @Test("reading waits without limit when no stall time-out is set")
  func noStallTimeout() {
    var progress = progress(to: .visible)
    #expect(progress.next(at: .before, start + .seconds(86_400)) == .poll)
  }
}
