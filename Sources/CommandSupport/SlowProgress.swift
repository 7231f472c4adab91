internal import Telemetry
internal import Synchronization

/// Reports progress on standard error when an operation takes longer than two seconds, and then every two seconds.
package final class SlowProgress: Sendable {
  private let next = Mutex(ContinuousClock.now + SlowProgress.spacing)
  private static let spacing: Duration = .seconds(2)

  package init() {}

  package func report(_ line: @autoclosure () -> String) {
    let isDue = next.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + Self.spacing
      return true
    }
    if isDue { StandardError.write(line()) }
  }

  /// Prints what the command is waiting for on standard error if `body` takes longer than two seconds.
  package static func whileWaiting<Answer>(for what: String, _ body: () async throws -> Answer) async rethrows
    -> Answer
  {
    let reporter = Task {
      try? await Task.sleep(for: spacing)
      if !Task.isCancelled { StandardError.write("waiting for \(what)…") }
    }
    defer { reporter.cancel() }
    return try await body()
  }
}
