package import Kafka
package import Telemetry
package import TimeReport

/// Waits for the outcome of a request that is published while the watch is open. Joins no group.
package struct OutcomeWatch: Sendable {
  private let consumer: KafkaConsumer
  private let clock: AdapterClock

  /// Notes the ends of the outcome topic before `body` publishes the request.
  package static func open<Result>(
    _ kafka: KafkaConfiguration,
    groupId: String,
    topic: String,
    clock: AdapterClock = .system,
    _ body: (OutcomeWatch) async throws -> Result
  ) async throws -> Result {
    let ends = try await KafkaAdmin.with(kafka) { admin in
      guard let count = try await admin.partitionCount(of: topic) else { throw MissingTopic(name: topic) }
      return try await admin.watermarks(
        (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
      )
    }
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: kafka, groupId: "\(groupId).reader")
    )
    do {
      try await consumer.assign(ends.mapValues(\.high))
      let result = try await body(OutcomeWatch(consumer: consumer, clock: clock))
      await consumer.close()
      return result
    } catch {
      await consumer.close()
      throw error
    }
  }

  /// - Parameter eventId: The `id` of the request event.
  /// - Returns: Nil if there is no outcome within the limit.
  package func outcome(of eventId: String, within limit: Duration) async throws -> OutcomeEvent? {
    let deadline = clock.steady() + limit
    while clock.steady() < deadline {
      try Task.checkCancellation()
      for record in try await consumer.poll(timeout: .milliseconds(500)) {
        if let event = record.value.flatMap({ OutcomeEvent(decoding: $0) }), event.causationId == eventId {
          return event
        }
      }
    }
    return nil
  }
}
