internal import Foundation
internal import Synchronization
internal import TimeReport

/// When a call arrived.
struct Arrival: Sendable {
  var time: Timestamp
  /// Since the previous call; nil for the first.
  var interval: Duration?
}

/// Stamps calls when their first bytes arrive and measures the intervals between their starts.
final class ArrivalClock: Sendable {
  private let watch: SimulatorConfiguration.RateWatch?
  private let state = Mutex(State())

  private struct State {
    var last: ContinuousClock.Instant?
    var intervals = Intervals()
  }

  init(watch: SimulatorConfiguration.RateWatch?) {
    self.watch = watch
  }

  var intervals: Intervals { state.withLock(\.intervals) }

  func stamp(now: ContinuousClock.Instant = .now) -> Arrival {
    let interval = state.withLock { state -> Duration? in
      defer { state.last = now }
      // Two event loops may arrive in a different order than they read the clock.
      let interval = state.last.map { max(.zero, now - $0) }
      if let interval { state.intervals.add(interval, watch: watch) }
      return interval
    }
    return Arrival(
      time: Timestamp(clamping: Int64(Date().timeIntervalSince1970 * 1000)),
      interval: interval
    )
  }
}

/// The times between the starts of calls.
package struct Intervals: Sendable, Hashable {
  package private(set) var shortest: Duration?
  package private(set) var longest: Duration?
  /// The number of intervals shorter than the watched rate allows; 0 if no rate is watched.
  package private(set) var tooShort = 0

  mutating func add(_ interval: Duration, watch: SimulatorConfiguration.RateWatch?) {
    shortest = min(shortest ?? interval, interval)
    longest = max(longest ?? interval, interval)
    if let watch, interval < .seconds(1 / watch.callsPerSecond) - watch.tolerance { tooShort += 1 }
  }
}
