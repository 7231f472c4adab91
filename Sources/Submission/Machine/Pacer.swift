/// Keeps calls at least one interval apart. Each partition has a pacer; partitions share the ceiling evenly.
struct Pacer: Sendable {
  let interval: Duration
  private var earliest: ContinuousClock.Instant?

  /// - Parameters:
  ///   - requestsPerSecond: The vendor's ceiling.
  ///   - partitions: How many outbox partitions share it.
  init(requestsPerSecond: Double, partitions: Int) {
    interval = .seconds(Double(partitions) / requestsPerSecond)
  }

  /// The partition was taken over and its ledger holds calls. The ledger has the time when the last attempt was recorded, not
  /// when the call started, and the clock may have been set since. So the pacer waits a full interval from now; the previous
  /// owner is fenced and starts no call.
  mutating func takeOver(at now: ContinuousClock.Instant) { earliest = now + interval }

  /// The earliest time for the next call.
  func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { max(now, earliest ?? now) }

  mutating func started(at start: ContinuousClock.Instant) { earliest = start + interval }
}
