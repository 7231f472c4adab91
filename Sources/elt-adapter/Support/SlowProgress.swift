internal import Telemetry
internal import Synchronization

/// Tells on standard error how far something is, once it takes longer than two seconds, and then every two.
final class SlowProgress: Sendable {
  private let next = Mutex(ContinuousClock.now + SlowProgress.spacing)
  private static let spacing: Duration = .seconds(2)

  func tell(_ line: @autoclosure () -> String) {
    let isDue = next.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + Self.spacing
      return true
    }
    if isDue { StandardError.write(line()) }
  }

  /// Tells on standard error what is waited for, where that takes longer than two seconds.
  static func whileWaiting<Answer>(for what: String, _ body: () async throws -> Answer) async rethrows
    -> Answer
  {
    let teller = Task {
      try? await Task.sleep(for: spacing)
      if !Task.isCancelled { StandardError.write("waiting for \(what)…") }
    }
    defer { teller.cancel() }
    return try await body()
  }
}
