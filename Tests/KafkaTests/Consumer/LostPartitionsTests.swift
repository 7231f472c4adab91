import Kafka
import Testing
import TestSupport

/// A member that its group has given up on.
@Suite(.inSlot) struct LostPartitionsTests {
  /// Heartbeats tell a member that it is out, and the cluster forgets it after the session time-out: both
  /// soon, but later than the 3 s that the cluster waits for members to join.
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

  @Test func areToldAsLostAndTheMemberJoinsAgain() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    let listener = RebalanceRecorder()
    let consumer = try KafkaConsumer(configuration(cluster), listener: listener)
    try await consumer.subscribe(["topic"])
    try await consumer.poll { !listener.events.elements.isEmpty }
    try cluster.fail(.heartbeat, with: ["UNKNOWN_MEMBER_ID"])
    try await consumer.poll { listener.events.elements.count == 3 }
    #expect(listener.events.elements == [.assigned([0]), .lost([0]), .assigned([0])])
    await consumer.close()
    cluster.stop()
  }

  @Test func aFencedStaticMemberIsOfNoFurtherUse() async throws {
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
    // And so it stays.
    let again = await #expect(throws: KafkaError.self) { try await consumer.poll(timeout: .zero) }
    #expect(again == error)
    await consumer.close()
    cluster.stop()
  }
}
