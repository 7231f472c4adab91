import EmbeddedBroker
@testable import Kafka
import Testing
import TestSupport

@Suite("Watermarks of a partition", .inSlot) struct WatermarksTests {
  /// The time-out of a request is far longer than the patience of the tests, so only the time-out of the question ends it.
  @Test("a leader that does not answer holds up the question no longer than its time-out")
  func silentLeader() async throws {
    let cluster = try TestCluster(brokers: 2)
    defer { cluster.stop() }
    try cluster.createTopic("topic")
    let partition = TopicPartition(topic: "topic", partition: 0)
    try cluster.setLeader(of: partition, to: 2)
    let properties = ["socket.timeout.ms": "300000"]
    let kafka = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers, properties: properties)
    let admin = try KafkaAdmin(kafka)
    #expect(try await admin.watermarks([partition])[partition] == Watermarks(low: 0, high: 0))
    try cluster.delay(broker: 2, by: .seconds(3600))
    await #expect(throws: KafkaError.self) {
      try await admin.watermarks([partition], timeout: .milliseconds(500))
    }
    try cluster.delay(broker: 2, by: .zero)
    await admin.close()
  }
}
