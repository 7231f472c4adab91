import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

/// The coordinator of a group is absent or moving while a member joins, works or leaves.
@Suite("A member whose coordinator fails", .inSlot) struct AbsentCoordinatorTests {
  private let cluster: TestCluster

  init() throws {
    cluster = try TestCluster()
    try cluster.createTopic("topic")
    try cluster.createTopic("pair", partitions: 2)
  }

  /// - Parameter listener: receives the rebalances.
  private func member(_ listener: RebalanceRecorder, topic: String = "topic") async throws -> KafkaConsumer {
    var kafka = KafkaConfiguration(cluster)
    kafka.properties = ["heartbeat.interval.ms": "100"]
    // The mock cluster completes a rebalance one second before the session ends.
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: kafka, groupId: "group", sessionTimeout: .seconds(6)),
      listener: listener
    )
    try await consumer.subscribe([topic])
    return consumer
  }

  private func publish(_ text: String) async throws {
    let producer = try KafkaProducer(KafkaConfiguration(cluster))
    try await producer.send(records("topic", [text]))
    await producer.close()
  }

  @Test(
    "it joins and reads after the errors",
    arguments: [KafkaRequest.findCoordinator, .joinGroup, .syncGroup, .offsetFetch],
    ["NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE", "COORDINATOR_LOAD_IN_PROGRESS"]
  )
  func joins(_ request: KafkaRequest, _ error: String) async throws {
    try cluster.fail(request, with: [error, error])
    try await publish("1")
    let listener = RebalanceRecorder()
    let consumer = try await member(listener)
    #expect(try await consumer.read(1).map(\.text) == ["1"])
    #expect(listener.events.elements.last == .assigned([0]))
    await consumer.close()
    cluster.stop()
  }

  @Test(
    "its heartbeats find the coordinator again, and it reads on",
    arguments: ["NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE"]
  )
  func keepsWorking(_ error: String) async throws {
    let listener = RebalanceRecorder()
    let consumer = try await member(listener)
    try await consumer.poll { !listener.events.elements.isEmpty }
    // The last error makes the member join again, which shows that it has received the others.
    try cluster.fail(.heartbeat, with: [error, error, "UNKNOWN_MEMBER_ID"])
    try await consumer.poll { listener.events.elements.count == 3 }
    #expect(listener.events.elements.first == .assigned([0]))
    #expect(listener.events.elements.last == .assigned([0]))
    try await publish("1")
    #expect(try await consumer.read(1).map(\.text) == ["1"])
    await consumer.close()
    cluster.stop()
  }

  @Test("offsets that are requested again leave the position of a partition that was read")
  func keepsPositions() async throws {
    let consumer = try await member(RebalanceRecorder(), topic: "pair")
    let producer = try KafkaProducer(KafkaConfiguration(cluster))
    try await producer.send(records("pair", ["1", "2"]))
    #expect(try await consumer.read(2).map(\.text) == ["1", "2"])
    // Partition 1 is empty, so it counts as not started.
    #expect(await consumer.unstarted == [TopicPartition(topic: "pair", partition: 1)])
    try await consumer.requestOffsetsAgain()
    try await producer.send(records("pair", ["3"]))
    #expect(try await consumer.read(1).map(\.text) == ["3"])
    await producer.close()
    await consumer.close()
    cluster.stop()
  }

  @Test(
    "it can be closed",
    arguments: [KafkaRequest.findCoordinator, .leaveGroup],
    ["NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE"]
  )
  func closes(_ request: KafkaRequest, _ error: String) async throws {
    let listener = RebalanceRecorder()
    let consumer = try await member(listener)
    try await consumer.poll { !listener.events.elements.isEmpty }
    try cluster.fail(request, with: [error, error])
    await consumer.close()
    #expect(listener.events.elements == [.assigned([0]), .revoked([0])])
    cluster.stop()
  }
}
