/// How long to wait between attempts, and when to give up.
package struct RetryPolicy: Sendable {
  /// The wait after the first failed delivery; it doubles with each further failure.
  package var firstBackoff: Duration = .seconds(1)
  var longestBackoff: Duration = .seconds(60)
  /// Calls that may fail for a reason of the report, such as a server fault, before the report fails.
  package var ownFailureLimit = 3
  /// The wait between two such calls for the same report.
  package var ownFailureSpacing: Duration = .seconds(30)
  /// Different reports that end in a server fault with no other answer in between: from this number on, the service fails
  /// and not the reports.
  package var outageReports = 3

  /// How long a Kafka transaction may take before its producer is closed: the broker may have ended it by then.
  package var transactionTimeout: Duration = .seconds(60)

  package init() {}

  /// The wait after this many failed deliveries in a row (1 or more).
  ///
  /// - Parameter jitter: 0 to 1, at random. Spreads the wait over its upper half, so that instances do not retry in step.
  package func backoff(failures: Int, jitter: Double) -> Duration {
    let doubled = firstBackoff * (1 << min(max(failures, 1) - 1, 16))
    return min(doubled, longestBackoff) * (0.5 + jitter / 2)
  }

  /// How long to wait for the brokers' answer to a repeatable call.
  package var answerTimeout: Duration { min(transactionTimeout, .seconds(30)) }

  /// The wait that the service asked for, at most an hour.
  package func honoured(_ retryAfter: Duration) -> Duration { min(retryAfter, .seconds(3600)) }
}
