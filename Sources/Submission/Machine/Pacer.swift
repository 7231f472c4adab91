/// Keeps calls at least one interval apart. Each partition has a pacer; partitions share the ceiling evenly.
struct Pacer: Sendable {
  let interval: Duration
  /// The earliest turn that is not reserved.
  private var earliest: ContinuousClock.Instant?
  /// One interval after the last call that started; nil before the first.
  private(set) var earliestStart: ContinuousClock.Instant?

  /// The part of the interval by which the calls of an owner are further apart than the ceiling demands. So the receiver never
  /// counts more calls in a second than the ceiling allows, although the network delays some calls more than others. It costs
  /// less than half a percent of the ceiling.
  static let jitterMargin = 0.004

  /// - Parameters:
  ///   - requestsPerSecond: The vendor's ceiling.
  ///   - partitions: How many outbox partitions share it.
  ///   - margin: The part by which the interval is longer.
  init(requestsPerSecond: Double, partitions: Int, margin: Double = 0) {
    interval = .seconds(Double(partitions) / requestsPerSecond) * (1 + margin)
  }

  /// The partition was taken over and its ledger holds calls. The ledger has the time when the last attempt was recorded, not
  /// when the call started, and the clock may have been set since. So the pacer waits a full interval from now; the previous
  /// owner is fenced and starts no call.
  mutating func takeOver(at now: ContinuousClock.Instant) { earliest = now + interval }

  /// The earliest time for the next call whose turn is not reserved.
  func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant { max(now, earliest ?? now) }

  /// Reserves a turn; the next one is an interval later.
  mutating func reserve(_ turn: ContinuousClock.Instant) { earliest = turn + interval }

  /// A call started, perhaps later than its turn.
  mutating func started(at start: ContinuousClock.Instant) {
    let next = start + interval
    earliestStart = next
    earliest = max(earliest ?? next, next)
  }
}
