import Kafka
import Testing
import TestSupport

/// What a poll throws rather than gets over.
@Suite struct ConsumerErrorTests {
  /// Polls until it throws.
  private func failure(of consumer: KafkaConsumer) async throws -> KafkaError {
    try #require(await #expect(throws: KafkaError.self) { try await consumer.poll { false } })
  }

  @Test func aMissingTopic() async throws {
    try await TestBroker.with { broker in
      let consumer = try KafkaConsumer(
        ConsumerConfiguration(kafka: KafkaConfiguration(broker), groupId: freshName("group"))
      )
      try await consumer.subscribe(["no-such-topic"])
      let error = try await failure(of: consumer)
      #expect(error.code == "UNKNOWN_TOPIC_OR_PART")
      #expect(error.reason.contains("no-such-topic"))
      #expect(!error.isFatal)
      await consumer.close()
    }
  }

  @Test func missingRights() async throws {
    let cluster = try TestCluster()
    try cluster.createTopic("topic")
    try cluster.fail(.joinGroup, with: ["GROUP_AUTHORIZATION_FAILED"])
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(cluster), groupId: "group")
    )
    try await consumer.subscribe(["topic"])
    #expect(try await failure(of: consumer).code == "GROUP_AUTHORIZATION_FAILED")
    cluster.stop()
  }

  @Test func twoPollsAtATime() async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(bootstrapServers: "127.0.0.1:1"), groupId: "group")
    )
    let refusals = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<2 {
        group.addTask {
          do {
            _ = try await consumer.poll(timeout: .seconds(600))
            return false
          } catch {
            return (error as? KafkaError)?.code == "_STATE"
          }
        }
      }
      let first = await group.next()
      group.cancelAll()
      let second = await group.next()
      return [first, second]
    }
    #expect(refusals == [true, false])
  }
}
