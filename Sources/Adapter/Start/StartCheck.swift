internal import Logging
package import Settings
package import Stages
package import Telemetry

/// Checks the topics before the stages start. Waits for brokers that are unreachable, because an instance may start before
/// its cluster.
package struct StartCheck: Sendable {
  private let configuration: AdapterConfiguration
  private let telemetry: Telemetry
  private let retry: RetryPolicy
  private let clock: AdapterClock

  package init(
    _ configuration: AdapterConfiguration,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system
  ) {
    (self.configuration, self.telemetry, self.retry, self.clock) = (configuration, telemetry, retry, clock)
  }

  /// Returns when the topics are correct.
  ///
  /// - Throws: `TopicsRefused`; an error that retrying cannot fix, such as a missing right; on cancellation.
  package func run() async throws {
    var failures = 0
    while true {
      do {
        let state = try await TopicState(configuration, telemetry: telemetry)
        for role in configuration.roles { telemetry.kafkaIsBack(role, at: clock.steady()) }
        guard state.problems.isEmpty else { throw TopicsRefused(problems: state.problems) }
        for warning in state.warnings { telemetry.logger.log(.topicNotDurable, detail: warning) }
        return
      } catch  where !LastingFailure.isLasting(error) {
        failures += 1
        telemetry.waitsForBrokers(configuration.roles, error, at: clock.steady(), failures: failures)
        // The wait is short, because nothing else can run until the brokers answer.
        let wait = min(retry.backoff(failures: failures, jitter: clock.jitter()), .seconds(10))
        try await clock.sleep(clock.steady() + wait)
      }
    }
  }
}

/// `run` does not start with these topics.
package struct TopicsRefused: Error {
  /// One sentence each, with its remedy.
  package let problems: [String]
}
