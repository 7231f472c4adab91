internal import Foundation

/// Time and randomness, passed in so that tests control both.
package struct AdapterClock: Sendable {
  package var steady: @Sendable () -> ContinuousClock.Instant
  /// Milliseconds since 1970.
  package var wall: @Sendable () -> Int64
  package var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
  /// 0 to 1.
  package var jitter: @Sendable () -> Double

  /// Seconds since 1970.
  package var seconds: Int { Int(wall() / 1000) }

  package static let system = AdapterClock(
    steady: { ContinuousClock.now },
    wall: { Int64(Date().timeIntervalSince1970 * 1000) },
    sleep: { try await ContinuousClock().sleep(until: $0) },
    jitter: { Double.random(in: 0...1) }
  )
}

extension AdapterClock {
  /// A moment on both clocks: the steady one for waiting, the wall clock for records.
  package struct Reading: Sendable {
    package var steady: ContinuousClock.Instant
    /// Milliseconds since 1970.
    package var wall: Int64

    package init(steady: ContinuousClock.Instant, wall: Int64) { (self.steady, self.wall) = (steady, wall) }
  }
}

extension Duration {
  /// Rounded towards zero.
  package var wholeMilliseconds: Int64 { Int64(self / .milliseconds(1)) }
}
