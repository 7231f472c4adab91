internal import Kafka
internal import ServiceLifecycle

/// Keeps a stage working in this process: when Kafka has failed its clients, they are closed and, after a wait, made
/// anew. What a stage does is in Kafka, so starting afresh loses nothing.
struct StageRecovery: Sendable {
  let role: Role
  let telemetry: Telemetry
  let retry: RetryPolicy
  let clock: AdapterClock

  /// - Parameter session: Makes the stage's clients, works until shut down, and closes them, however it ends.
  /// - Throws: What `LastingFailure` names, and whatever fails while the process shuts down.
  func run(_ session: () async throws -> Void) async throws {
    var failures = 0
    while true {
      let begun = clock.steady()
      do {
        return try await session()
      } catch {
        if Task.isCancelled || Task.isShuttingDownGracefully || LastingFailure.isLasting(error) {
          throw error
        }
        // A session that has worked for a while is no part of a row of failures.
        failures = clock.steady() - begun > retry.longestBackoff ? 1 : failures + 1
        telemetry.kafkaIsAway(role, error, at: clock.steady(), failures: failures)
        let until = clock.steady() + retry.backoff(failures: failures, jitter: clock.jitter())
        do {
          try await cancelWhenGracefulShutdown { try await clock.sleep(until) }
        } catch { return }
      }
    }
  }
}
