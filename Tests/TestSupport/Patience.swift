internal import Synchronization

/// The rule for every wait in the tests: a wait fails if nothing in the test process has progressed for `limit`. It never
/// fails after a fixed time.
///
/// Progress is a recorded element, a log line, program output or a record that was read. On a slow machine everything takes
/// longer but still progresses, so no test fails because of the machine. If the product hangs, the test fails and is named.
/// Suites therefore have no time limits. `scripts/run-tests` is the last resort for a test process that hangs.
package struct Patience: Sendable {
  /// Longer than any pause in a test on a machine that is 50 times slower, including the session time-out of a group.
  package static let limit: Duration = .seconds(300)

  private static let steps = Atomic<UInt64>(0)

  private let limit: Duration
  private var seen: UInt64
  private var since = SuspendingClock.now

  package init(limit: Duration = Self.limit) {
    self.limit = limit
    seen = Self.steps.load(ordering: .relaxed)
  }

  /// Records progress.
  package static func progressed() { steps.wrappingAdd(1, ordering: .relaxed) }

  /// Throws if the task is cancelled or nothing has progressed for too long.
  ///
  /// - Parameter state: what the test waits for and the current state.
  package mutating func check(_ state: @autoclosure () -> String) throws {
    try Task.checkCancellation()
    if isExhausted() { throw TestFailure("Nothing progressed for \(limit). \(state())") }
  }

  /// Returns when nothing has progressed for too long.
  static func exhausted(limit: Duration = Self.limit) async throws {
    var patience = Patience(limit: limit)
    while !patience.isExhausted() { try await Task.sleep(for: min(.seconds(1), limit)) }
  }

  private mutating func isExhausted() -> Bool {
    let steps = Self.steps.load(ordering: .relaxed)
    guard steps == seen else {
      (seen, since) = (steps, .now)
      return false
    }
    return SuspendingClock.now - since >= limit
  }
}

/// A failure of the test set-up or of a wait.
package struct TestFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
