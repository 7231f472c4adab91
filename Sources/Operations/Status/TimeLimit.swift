internal import Telemetry

/// Bounds the time of several operations together.
struct TimeLimit: Sendable {
  private let limit: Duration
  private let deadline: ContinuousClock.Instant
  private let clock: AdapterClock

  init(_ limit: Duration, clock: AdapterClock) {
    (self.limit, self.clock) = (limit, clock)
    deadline = clock.steady() + limit
  }

  struct Passed: Error, CustomStringConvertible {
    let limit: Duration

    var description: String { "The time limit of \(limit.components.seconds) s passed." }
  }

  /// The time-out of one request, which blocks and cannot be cancelled. It ends before the limit, because its error names the
  /// cause.
  var requestTimeout: Duration {
    max(.milliseconds(100), min(.seconds(10), (deadline - clock.steady()) * 0.9))
  }

  /// Cancels the body at the end of the limit.
  ///
  /// - Throws: `Passed`; what the body throws.
  func run<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    guard clock.steady() < deadline else { throw Passed(limit: limit) }
    return try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await clock.sleep(deadline)
        throw Passed(limit: limit)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}
