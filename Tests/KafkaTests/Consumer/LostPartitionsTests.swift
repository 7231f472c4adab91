import EmbeddedBroker
import Kafka
import Testing
import TestSupport

@Suite("A member that the group has removed", .inSlot) struct LostPartitionsTests {
  /// The member learns of its removal with the next heartbeat, and the cluster removes it after the session time-out. Both
  /// times are short, but longer than the 3 s that the cluster waits for members to join.
  private func configuration(_ cluster: TestCluster, instance: String? = nil) -> ConsumerConfiguration {
    var kafka = KafkaConfiguration(cluster)
    kafka.properties["heartbeat.interval.ms"] = "200"
    return ConsumerConfiguration(
      kafka: kafka,
      groupId: "group",
      groupInstanceId: instance,
      sessionTimeout: .seconds(6)
    )
  }

  @Test("the member reports its partitions as lost and rejoins")
  func rejoins() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    let listener = RebalanceRecorder()
    let consumer = try KafkaConsumer(configuration(cluster), listener: listener)
    try await consumer.subscribe(["topic"])
    try await consumer.poll { !listener.events.elements.isEmpty }
    try cluster.fail(.heartbeat, with: ["UNKNOWN_MEMBER_ID"])
    // On a slow machine the group may remove the member again, or give it its partition late.
    try await consumer.poll {
      guard let loss = listener.events.elements.firstIndex(of: .lost([0])) else { return false }
      return listener.events.elements[loss...].contains(.assigned([0]))
    }
    await consumer.close()
    cluster.stop()
  }

  @Test("a fenced static member fails permanently")
  func fencedStaticMember() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    let listener = RebalanceRecorder()
    let consumer = try KafkaConsumer(configuration(cluster, instance: "a"), listener: listener)
    try await consumer.subscribe(["topic"])
    try await consumer.poll { !listener.events.elements.isEmpty }
    try cluster.fail(.heartbeat, with: ["FENCED_INSTANCE_ID"])
    let error = await #expect(throws: KafkaError.self) {
      try await consumer.poll { false }
    }
    #expect(error?.isFatal == true)
    #expect(error?.code == "FENCED_INSTANCE_ID")
    // Every later call fails the same way.
    let again = await #expect(throws: KafkaError.self) { try await consumer.poll(timeout: .zero) }
    #expect(again == error)
    await consumer.close()
    cluster.stop()
  }
}
