/// Decides when reading a partition is complete, and when waiting for more must end.
struct ReadProgress {
  enum Position: Equatable {
    /// Not known to be at the end.
    case before
    /// At the end of what committed reading can see.
    /// - Parameter hiddenOffsets: how many offsets an open transaction hides behind it; nil if unknown.
    case end(hiddenOffsets: Int64?)
  }

  enum Action: Equatable {
    case poll
    case finish
    case failHidden(offsets: Int64?)
    case failStalled(atOffset: Int64)
  }

  private let end: PartitionReader.End
  private let stallTimeout: Duration?
  private var nextOffset: Int64
  private var lastRecordAt: ContinuousClock.Instant
  /// Since when an open transaction has been hiding the rest.
  private var hiddenSince: ContinuousClock.Instant?

  init(
    from start: Int64,
    to end: PartitionReader.End,
    stallTimeout: Duration?,
    at now: ContinuousClock.Instant
  ) {
    (self.end, self.stallTimeout, nextOffset, lastRecordAt) = (end, stallTimeout, start, now)
  }

  mutating func advance(past offset: Int64, at now: ContinuousClock.Instant) {
    nextOffset = max(nextOffset, offset + 1)
    lastRecordAt = now
  }

  /// What to do after a poll.
  mutating func next(at position: Position, _ now: ContinuousClock.Instant) -> Action {
    switch (position, end) {
    case (.before, _):
      hiddenSince = nil
      guard let stallTimeout, now - lastRecordAt >= stallTimeout else { return .poll }
      return .failStalled(atOffset: nextOffset)
    case (.end, .visible), (.end(hiddenOffsets: 0), .committed):
      return .finish
    case (.end(let hidden), .committed(let patience)):
      let since = hiddenSince ?? now
      hiddenSince = since
      return now - since >= patience ? .failHidden(offsets: hidden) : .poll
    }
  }
}
