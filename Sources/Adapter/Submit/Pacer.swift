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

  /// A partition was taken over. Nobody here knows when its former owner made its last call, so the ledger says:
  /// `sinceLastAttempt` ago, on clocks that may differ a little. A time in the future counts as now.
  mutating func takeOver(at now: ContinuousClock.Instant, sinceLastAttempt: Duration?) {
    guard let sinceLastAttempt else { return }
    earliest = now + max(.zero, interval - max(.zero, sinceLastAttempt))
  }

  /// The earliest moment for the next call.
  func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { max(now, earliest ?? now) }

  mutating func started(at start: ContinuousClock.Instant) { earliest = start + interval }
}
