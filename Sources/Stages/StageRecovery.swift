internal import ServiceLifecycle
package import Telemetry

/// Restarts a stage in this process when Kafka has failed its clients: closes them, waits, and makes new ones. All state of
/// a stage is in Kafka, so a restart loses nothing.
package struct StageRecovery: Sendable {
  private let role: Role
  private let telemetry: Telemetry
  private let retry: RetryPolicy
  private let clock: AdapterClock

  package init(role: Role, telemetry: Telemetry, retry: RetryPolicy, clock: AdapterClock) {
    self.role = role
    self.telemetry = telemetry
    self.retry = retry
    self.clock = clock
  }

  /// - Parameter session: Makes the stage's clients, works until shutdown, and closes them.
  /// - Throws: The errors that `LastingFailure` names, and any error during shutdown.
  package func run(_ session: () async throws -> Void) async throws {
    var failures = 0
    while true {
      let started = clock.steady()
      do {
        return try await session()
      } catch {
        if Task.isCancelled || Task.isShuttingDownGracefully || LastingFailure.isLasting(error) {
          throw error
        }
        // A session that worked for a while resets the count of failures.
        failures = clock.steady() - started > retry.longestBackoff ? 1 : failures + 1
        if error.isMissingTopic { telemetry.topicIsMissing(role, error) }
        telemetry.kafkaIsAway(role, error, at: clock.steady(), failures: failures)
        let until = clock.steady() + retry.backoff(failures: failures, jitter: clock.jitter())
        do {
          try await cancelWhenGracefulShutdown { try await clock.sleep(until) }
        } catch { return }
      }
    }
  }
}
