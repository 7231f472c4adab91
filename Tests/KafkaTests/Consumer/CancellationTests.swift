import EmbeddedBroker
import Kafka
import Testing
import TestSupport

@Suite("Cancelling a poll", .inSlot) struct CancellationTests {
  private let partition = TopicPartition(topic: "topic", partition: 0)

  @Test("a cancelled poll returns without records, whenever the cancellation comes")
  func endsPoll() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(cluster), groupId: "group")
    )
    try await consumer.assign([partition: 0])
    for round in 0..<200 {
      let polling = Task { try await consumer.poll(timeout: .seconds(600)) }
      for _ in 0..<round % 10 { _ = try await consumer.assignment }
      polling.cancel()
      #expect(try await polling.value.isEmpty)
    }
    await consumer.close()
    cluster.stop()
  }

  @Test("no record is lost by a cancellation")
  func losesNoRecord() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    let producer = try KafkaProducer(KafkaConfiguration(cluster))
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(cluster), groupId: "group")
    )
    try await consumer.assign([partition: 0])
    var read: [ConsumedRecord] = []
    for number in 0..<50 {
      let polling = Task { try await consumer.poll(timeout: .seconds(600)) }
      try await producer.send(records("topic", ["\(number)"]))
      polling.cancel()
      read += try await polling.value
    }
    read += try await consumer.read(50 - read.count)
    #expect(read.map(\.text) == 50.texts)
    cluster.stop()
  }
}
