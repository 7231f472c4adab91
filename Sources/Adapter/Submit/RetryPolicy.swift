/// How long to wait, and when to give up.
package struct RetryPolicy: Sendable {
  /// The wait after the first failed delivery; it doubles with each that follows.
  package var firstBackoff: Duration = .seconds(1)
  package var longestBackoff: Duration = .seconds(60)
  /// Calls that may end in a server fault before the report is given up.
  package var serverFaultAttempts = 3
  /// The wait between two such calls for the same report.
  package var serverFaultSpacing: Duration = .seconds(30)

  /// How long a Kafka transaction may take before its producer is given up: the broker may have ended it by then.
  package var transactionTimeout: Duration = .seconds(60)

  package init() {}

  /// The wait after `failures` deliveries in a row that failed (1 or more).
  ///
  /// - Parameter jitter: 0 to 1, at random: spreads the wait over its upper half, so that instances do not come back in
  ///   step.
  func backoff(failures: Int, jitter: Double) -> Duration {
    let doubled = firstBackoff * (1 << min(max(failures, 1) - 1, 16))
    return min(doubled, longestBackoff) * (0.5 + jitter / 2)
  }

  /// How long to wait for the brokers' answer to a call that can be repeated.
  var answerTimeout: Duration { min(transactionTimeout, .seconds(30)) }

  /// What the service asked for, as far as it is honoured.
  func honoured(_ retryAfter: Duration) -> Duration { min(retryAfter, .seconds(3600)) }
}
