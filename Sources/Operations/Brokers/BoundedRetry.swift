internal import Kafka
package import Telemetry

/// Repeats a request whose failure passes by itself: right after topics are created, while a leader or a coordinator moves.
package struct BoundedRetry: Sendable {
  private let limit: Duration
  private let clock: AdapterClock

  static let pause: Duration = .milliseconds(250)

  package init(limit: Duration = .seconds(15), clock: AdapterClock = .system) {
    (self.limit, self.clock) = (limit, clock)
  }

  /// - Throws: the last error after the limit; any other error at once.
  package func run<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    let deadline = clock.steady() + limit
    while true {
      do {
        return try await body()
      } catch let error as KafkaError where Self.passes(error) && clock.steady() < deadline {
        try await clock.sleep(clock.steady() + Self.pause)
      }
    }
  }

  /// A broker answered, but cannot serve the request yet. A missing answer has taken its own time-out already.
  static func passes(_ error: KafkaError) -> Bool {
    (error.isRetriable && !error.isWithoutAnswer) || notPropagated.contains(error.code)
  }

  /// The broker has not received the metadata of a new topic yet.
  private static let notPropagated: Set<String> = [
    "UNKNOWN_TOPIC_OR_PART", "_UNKNOWN_PARTITION", "_UNKNOWN_TOPIC",
  ]
}
