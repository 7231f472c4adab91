internal import Kafka
internal import TestSupport
internal import TimeReport

/// Reads whole topics with a new consumer each time. The test broker keeps reporting an aborted transaction to a consumer that
/// was connected during the abort, and the consumer then drops later records of the same producer.
struct TopicReader: Sendable {
  let bootstrapServers: String

  func records(of topic: String, partitions: Int) async throws -> [ConsumedRecord] {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: KafkaConfiguration(bootstrapServers: bootstrapServers),
        groupId: freshName("crash-test-reader"),
        reportsEnd: true
      )
    )
    let places = (0..<partitions).map { TopicPartition(topic: topic, partition: Int32($0)) }
    do {
      try await consumer.assign(Dictionary(uniqueKeysWithValues: places.map { ($0, 0) }))
      let records = try await consumer.readToEnd(of: places)
      await consumer.close()
      return records
    } catch {
      await consumer.close()
      throw error
    }
  }
}
