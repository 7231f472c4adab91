import Kafka
import Testing
import TestSupport

/// Runs against a broker process.
@Suite("Members of a consumer group") struct GroupTests {
  private func configuration(_ broker: TestBroker, _ group: String, instance: String? = nil)
    -> ConsumerConfiguration
  {
    ConsumerConfiguration(kafka: KafkaConfiguration(broker), groupId: group, groupInstanceId: instance)
  }

  /// Polls the consumers in turn until the condition holds.
  private func poll(_ consumers: [KafkaConsumer], until isDone: () -> Bool) async throws {
    var patience = Patience()
    while !isDone() {
      try patience.check("The group does not settle.")
      for consumer in consumers { _ = try await consumer.poll(timeout: .milliseconds(20)) }
    }
  }

  @Test("a second member gets its share of the partitions, and the first gets it back")
  func sharesPartitions() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic(partitions: 2)
      let group = freshName("group")
      let (first, second) = (RebalanceRecorder(), RebalanceRecorder())
      let one = try KafkaConsumer(configuration(broker, group), listener: first)
      let two = try KafkaConsumer(configuration(broker, group), listener: second)
      try await one.subscribe([topic])
      try await poll([one]) { first.events.elements == [.assigned([0, 1])] }

      try await two.subscribe([topic])
      try await poll([one, two]) { first.events.elements.count == 3 && second.events.elements.count == 1 }
      #expect(Array(first.events.elements[..<2]) == [.assigned([0, 1]), .revoked([0, 1])])
      #expect(
        Set([first.events.elements[2], second.events.elements[0]]) == [.assigned([0]), .assigned([1])]
      )

      await two.close()
      #expect(second.events.elements.count == 2)
      try await poll([one]) { first.events.elements.last == .assigned([0, 1]) }
      await one.close()
      #expect(first.events.elements.last == .revoked([0, 1]))
    }
  }

  @Test("no partition is revoked from a member that does not poll")
  func nothingIsRevokedWithoutPoll() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic(partitions: 2)
      let group = freshName("group")
      let (first, second) = (RebalanceRecorder(), RebalanceRecorder())
      let one = try KafkaConsumer(configuration(broker, group), listener: first)
      let two = try KafkaConsumer(configuration(broker, group), listener: second)
      try await one.subscribe([topic])
      try await poll([one]) { !first.events.elements.isEmpty }
      try await two.subscribe([topic])
      for _ in 0..<20 { _ = try await two.poll(timeout: .milliseconds(20)) }
      #expect(first.events.elements.count == 1)
      #expect(second.events.elements.isEmpty)
      await two.close()
      await one.close()
    }
  }

  @Test("the next owner starts at the offset that was committed during revocation")
  func commitOnRevocation() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let group = freshName("group")
      let kafka = KafkaConfiguration(broker)
      let partition = TopicPartition(topic: topic, partition: 0)
      let producer = try KafkaProducer(kafka)
      try await producer.send(records(topic, 5.texts))
      let transactions = try TransactionalProducer(kafka, transactionalId: freshName("id"))
      try await transactions.initTransactions()

      let revocations = Recorder<KafkaConsumer>()
      var listener = RebalanceRecorder()
      listener.onRevoked = { _ in
        guard let consumer = revocations.elements.first, let metadata = try? await consumer.groupMetadata()
        else { return }
        try? await transactions.commit(
          TransactionBatch(records: [], offsets: [partition: 3], group: metadata)
        )
      }
      let one = try KafkaConsumer(configuration(broker, group), listener: listener)
      revocations.append(one)
      try await one.subscribe([topic])
      #expect(try await one.read(3).map(\.text) == ["0", "1", "2"])
      await one.close()
      #expect(listener.events.elements == [.assigned([0]), .revoked([0])])

      let two = try KafkaConsumer(configuration(broker, group))
      try await two.subscribe([topic])
      #expect(try await two.read(2).map(\.text) == ["3", "4"])
      #expect(try await two.committed([partition]) == [partition: 3])
      await two.close()
    }
  }

  @Test("a static member is replaced without a rebalance")
  func staticMember() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic(partitions: 2)
      let group = freshName("group")
      let (first, second, third) = (RebalanceRecorder(), RebalanceRecorder(), RebalanceRecorder())
      let one = try KafkaConsumer(configuration(broker, group, instance: "a"), listener: first)
      let other = try KafkaConsumer(configuration(broker, group, instance: "b"), listener: second)
      try await one.subscribe([topic])
      try await poll([one]) { !first.events.elements.isEmpty }
      try await other.subscribe([topic])
      try await poll([one, other]) { first.events.elements.count == 3 && second.events.elements.count == 1 }
      let assignment = try #require(first.events.elements.last)
      await one.close()

      let replacement = try KafkaConsumer(configuration(broker, group, instance: "a"), listener: third)
      try await replacement.subscribe([topic])
      try await poll([replacement, other]) { !third.events.elements.isEmpty }
      #expect(third.events.elements == [assignment])
      #expect(second.events.elements.count == 1)
      await replacement.close()
      await other.close()
    }
  }

  @Test("a member reads on after a restart of the broker")
  func brokerRestart() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let consumer = try KafkaConsumer(configuration(broker, freshName("group")))
      try await consumer.subscribe([topic])
      let producer = try KafkaProducer(KafkaConfiguration(broker))
      try await producer.send(records(topic, ["before"]))
      #expect(try await consumer.read(1).map(\.text) == ["before"])
      await broker.shutDown()
      _ = try await consumer.poll(timeout: .milliseconds(50))
      try await broker.bringUp()
      try await producer.send(records(topic, ["after"]))
      // Without a committed offset, the member may start at the beginning when it rejoins.
      while try await consumer.read(1).map(\.text) != ["after"] {}
      await consumer.close()
    }
  }
}
