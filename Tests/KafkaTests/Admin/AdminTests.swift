import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

/// Runs against a broker process.
@Suite("Queries and administration of a cluster") struct AdminTests {
  @Test("a topic is created as specified; creating it again reports that it exists")
  func createTopic() async throws {
    try await TestBroker.with { broker in
      let admin = try KafkaAdmin(KafkaConfiguration(broker))
      let name = freshName("topic")
      let topic = TopicSpecification(
        name: name,
        partitions: 3,
        replicationFactor: 1,
        configs: ["cleanup.policy": "compact", "max.message.bytes": "1234567"]
      )
      #expect(try await admin.createTopics([topic]) == [name: .created])
      #expect(try await admin.createTopics([topic]) == [name: .alreadyExists])
      let found = try await admin.describe([name])
      #expect(found.map(\.name) == [name])
      #expect(found.first?.partitions == 3)
      #expect(found.first?.replicationFactor == 1)
      #expect(found.first?.configs["cleanup.policy"] == "compact")
      #expect(found.first?.configs["max.message.bytes"] == "1234567")
      await admin.close()
    }
  }

  @Test("each topic succeeds or fails independently")
  func failurePerTopic() async throws {
    try await TestBroker.with { broker in
      let admin = try KafkaAdmin(KafkaConfiguration(broker))
      let (good, bad) = (freshName("topic"), freshName("topic"))
      let created = try await admin.createTopics([
        TopicSpecification(name: good, partitions: 1, replicationFactor: 1),
        TopicSpecification(name: bad, partitions: 1, replicationFactor: 3),
      ])
      #expect(created[good] == .created)
      guard case .failed(let error) = created[bad] else {
        throw TestFailure("creating the topic did not fail: \(created)")
      }
      #expect(error.code == "INVALID_REPLICATION_FACTOR")
      #expect(try await admin.createTopics([]).isEmpty)
      await admin.close()
    }
  }

  @Test("describing a missing topic does not create it")
  func describeMissingTopic() async throws {
    try await TestBroker.with { broker in
      let admin = try KafkaAdmin(KafkaConfiguration(broker))
      for _ in 0..<2 { #expect(try await admin.describe(["no-such-topic"]).isEmpty) }
      await admin.close()
    }
  }

  @Test("a group is described with its members and their partitions")
  func describeGroup() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic(partitions: 2)
      var kafka = KafkaConfiguration(broker)
      kafka.clientId = "member"
      let group = freshName("group")
      let admin = try KafkaAdmin(kafka)
      #expect(try await admin.describeGroup(group).members.isEmpty)
      let member = try KafkaConsumer(
        ConsumerConfiguration(kafka: kafka, groupId: group)
      )
      try await member.subscribe([topic])
      var found = try await admin.describeGroup(group)
      while found.state != .stable || found.members.first?.partitions.isEmpty != false {
        _ = try await member.poll(timeout: .milliseconds(100))
        found = try await admin.describeGroup(group)
      }
      #expect(found.members.map(\.clientId) == ["member"])
      #expect(
        Set(found.members[0].partitions) == Set((0..<2).map { TopicPartition(topic: topic, partition: $0) })
      )
      #expect(found.members[0].host.contains("127.0.0.1"), "\(found.members[0].host)")
      await member.close()
      await admin.close()
    }
  }

  @Test("a cluster without group descriptions is an error, and the client can still be closed")
  func unsupportedRequest() async throws {
    let cluster = try TestCluster()
    let admin = try KafkaAdmin(KafkaConfiguration(cluster))
    await #expect(throws: KafkaError.self) { try await admin.describeGroup("group", timeout: .seconds(5)) }
    await admin.close()
    cluster.stop()
  }

  @Test(
    "a malformed assignment is read as empty",
    arguments: [
      [],
      [0, 0, 0, 0, 0, 1],
      [0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
      [0, 0, 0, 0, 0, 1, 0, 9, 0x74],
      [0, 0, 0, 0, 0, 1, 0, 1, 0x74, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0],
    ] as [[UInt8]]
  ) func malformedAssignment(_ bytes: [UInt8]) {
    #expect(ConsumerGroup.partitions(assigned: bytes) == [])
  }

  @Test("the lag of a group is its distance to the end, also without a committed offset")
  func lag() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic(partitions: 2)
      let kafka = KafkaConfiguration(broker)
      let (first, second) = (
        TopicPartition(topic: topic, partition: 0), TopicPartition(topic: topic, partition: 1)
      )
      let producer = try KafkaProducer(kafka)
      try await producer.send(records(topic, 5.texts))
      let group = freshName("group")
      let transactions = try TransactionalProducer(kafka, transactionalId: freshName("id"))
      try await transactions.initTransactions()
      try await transactions.commit(
        TransactionBatch(records: [], offsets: [first: 2], group: try ConsumerGroupMetadata(groupId: group))
      )
      let admin = try KafkaAdmin(kafka)
      let lag = try await admin.lag(ofGroup: group, [first, second])
      #expect(lag[first] == GroupLag(committed: 2, watermarks: Watermarks(low: 0, high: 5)))
      #expect(lag[first]?.count == 3)
      #expect(lag[second] == GroupLag(committed: nil, watermarks: Watermarks(low: 0, high: 0)))
      #expect(lag[second]?.count == 0)
      await admin.close()
    }
  }

  @Test("an unreachable cluster is a retriable error")
  func unreachableCluster() async throws {
    try await TestBroker.with { broker in
      let admin = try KafkaAdmin(KafkaConfiguration(broker))
      #expect(try await admin.brokers().map { "\($0.host):\($0.port)" } == [broker.bootstrapServers])
      await broker.shutDown()
      let error = await #expect(throws: KafkaError.self) {
        try await admin.brokers(timeout: .milliseconds(500))
      }
      #expect(error?.isRetriable == true)
      await admin.close()
    }
  }

  @Test("the error of an unreachable cluster names the cause")
  func unreachableClusterReason() async throws {
    let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:1"))
    let error = await #expect(throws: KafkaError.self) {
      try await admin.brokers(timeout: .milliseconds(500))
    }
    #expect(error?.reason.contains("refused") == true, "\(String(describing: error))")
    await admin.close()
  }
}
