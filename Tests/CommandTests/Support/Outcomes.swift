import Kafka
import TestSupport
import TimeReport

/// Reads outcomes from a broker.
enum Outcomes {
  /// Waits for this many outcomes and returns them together with any that follow at once.
  static func read(_ count: Int, brokers: String) async throws -> [OutcomeEvent] {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: KafkaConfiguration(bootstrapServers: brokers),
        groupId: freshName("outcomes")
      )
    )
    try await consumer.assign(
      Dictionary(
        uniqueKeysWithValues: (0..<6).map { (TopicPartition(topic: "elt.outcomes", partition: $0), 0) }
      )
    )
    let records = try await consumer.read(count)
    // A superfluous second outcome would arrive with or after the last one.
    let more = try await consumer.poll(timeout: .milliseconds(500))
    await consumer.close()
    return (records + more).compactMap { $0.value.flatMap(OutcomeEvent.init(decoding:)) }
  }
}
