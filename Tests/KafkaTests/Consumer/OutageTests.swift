import Kafka
import Testing
import TestSupport

/// Brokers that go away, and what a consumer makes of it.
@Suite(.inSlot) struct OutageTests {
  private let partition = TopicPartition(topic: "topic", partition: 0)

  @Test func isNoErrorAndIsGotOver() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    let lines = Recorder<KafkaLogLine>()
    var kafka = KafkaConfiguration(cluster)
    kafka.log = { lines.append($0) }
    let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: "group"))
    try await consumer.assign([partition: 0])
    let producer = try KafkaProducer(KafkaConfiguration(cluster))
    try await producer.send(records("topic", ["before"]))
    #expect(try await consumer.read(1).map(\.text) == ["before"])

    try cluster.takeDown()
    while !lines.elements.contains(where: { $0.facility == "_ALL_BROKERS_DOWN" }) {
      #expect(try await consumer.poll(timeout: .milliseconds(100)).isEmpty)
    }
    try cluster.bringUp()
    try await producer.send(records("topic", ["after"]))
    #expect(try await consumer.read(1).map(\.text) == ["after"])
    cluster.stop()
  }

  @Test func aLeaderThatMovesIsFollowed() async throws {
    let cluster = try TestCluster(brokers: 2)
    try cluster.createTopic("topic", replicationFactor: 2)
    try cluster.setLeader(of: partition, to: 1)
    let producer = try KafkaProducer(KafkaConfiguration(cluster))
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(cluster), groupId: "group")
    )
    try await consumer.assign([partition: 0])
    try await producer.send(records("topic", ["1"]))
    _ = try await consumer.read(1)
    try cluster.setLeader(of: partition, to: 2)
    try await producer.send(records("topic", ["2"]))
    #expect(try await consumer.read(1).map(\.text) == ["2"])
    cluster.stop()
  }
}
