internal import Foundation

/// A time in milliseconds since 1970. Telemetry has no domain types; code that has them uses `Timestamp`.
package typealias UnixMilliseconds = Int64

/// Time and randomness, passed in so that tests control both.
package struct AdapterClock: Sendable {
  package var steady: @Sendable () -> ContinuousClock.Instant
  package var wall: @Sendable () -> UnixMilliseconds
  package var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
  /// 0 to 1.
  package var jitter: @Sendable () -> Double

  /// Seconds since 1970.
  package var seconds: Int { Int(wall() / 1000) }

  package static let system = AdapterClock(
    steady: { ContinuousClock.now },
    wall: { UnixMilliseconds(Date().timeIntervalSince1970 * 1000) },
    sleep: { try await ContinuousClock().sleep(until: $0) },
    jitter: { Double.random(in: 0...1) }
  )
}

extension AdapterClock {
  /// A moment on both clocks: the steady one for waiting, the wall clock for records.
  package struct Reading: Sendable {
    package var steady: ContinuousClock.Instant
    package var wall: UnixMilliseconds

    package init(steady: ContinuousClock.Instant, wall: UnixMilliseconds) {
      (self.steady, self.wall) = (steady, wall)
    }
  }
}
