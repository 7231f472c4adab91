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

  /// A partition was taken over. The ledger says when its former owner recorded its last call, but not when that call
  /// left, and by the former owner's clock. So after a call within the last minute a full interval is waited from now:
  /// the former owner is fenced and starts no more.
  mutating func takeOver(at now: ContinuousClock.Instant, sinceLastAttempt: Duration?) {
    guard let sinceLastAttempt, sinceLastAttempt < interval + Self.clockTolerance else { return }
    earliest = now + interval
  }

  /// How far apart the clocks of two instances may be.
  private static let clockTolerance: Duration = .seconds(60)

  /// The earliest moment for the next call.
  func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { max(now, earliest ?? now) }

  mutating func started(at start: ContinuousClock.Instant) { earliest = start + interval }
}
