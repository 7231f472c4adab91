internal import Kafka
internal import Logging
internal import ServiceLifecycle

/// Runs a stage until it ends by itself or is told to stop, and anew after each outage of the brokers.
struct StageRestart: Sendable {
  let role: Role
  let telemetry: Telemetry
  let retry: RetryPolicy
  let clock: AdapterClock

  /// A run that lasted this long had got over the outage before it.
  private static let recovered: Duration = .seconds(120)

  /// - Throws: what `KafkaOutage` does not cover.
  func run(_ stage: @Sendable () async throws -> Void) async throws {
    var failures = 0
    while true {
      let begun = clock.steady()
      do {
        return try await stage()
      } catch  where KafkaOutage.covers(error) {
        failures = clock.steady() - begun > Self.recovered ? 1 : failures + 1
        telemetry.kafkaOutage(role, error, failures: failures)
      }
      let resume = clock.steady() + retry.backoff(failures: failures, jitter: clock.jitter())
      let stopped = await cancelWhenGracefulShutdown {
        do {
          try await clock.sleep(resume)
          return false
        } catch {
          return true
        }
      }
      if stopped || Task.isCancelled || Task.isShuttingDownGracefully { return }
    }
  }
}
