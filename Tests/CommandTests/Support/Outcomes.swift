import Kafka
import TestSupport
import TimeReport

/// The outcomes that a broker has.
enum Outcomes {
  /// Waits for so many outcomes, and gives those with what came with or soon after the last.
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
    // A second outcome for one of them would come with or after the last.
    let more = try await consumer.poll(timeout: .milliseconds(500))
    await consumer.close()
    return (records + more).compactMap { $0.value.flatMap(OutcomeEvent.init(decoding:)) }
  }
}
