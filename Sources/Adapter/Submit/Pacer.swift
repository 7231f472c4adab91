/// Keeps calls at least one interval apart. One pacer a partition; partitions share the ceiling evenly.
struct Pacer: Sendable {
  let interval: Duration
  private var earliest: ContinuousClock.Instant?

  /// - Parameters:
  ///   - requestsPerSecond: The vendor's ceiling.
  ///   - partitions: How many outbox partitions share it.
  init(requestsPerSecond: Double, partitions: Int) {
    interval = .seconds(Double(partitions) / requestsPerSecond)
  }

  /// A partition was taken over of which there were calls. The ledger says when the last one was recorded, but not when it left,
  /// and by a clock that may have been set since. So a full interval is waited from now: the former owner is fenced and starts no
  /// more.
  mutating func takeOver(at now: ContinuousClock.Instant) { earliest = now + interval }

  /// The earliest moment for the next call.
  func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { max(now, earliest ?? now) }

  mutating func started(at start: ContinuousClock.Instant) { earliest = start + interval }
}
