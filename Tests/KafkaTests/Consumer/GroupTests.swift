import Kafka
import Testing
import TestSupport

/// Members of a group that come and go, against a broker.
@Suite struct GroupTests {
  private func configuration(_ broker: TestBroker, _ group: String, instance: String? = nil)
    -> ConsumerConfiguration
  {
    ConsumerConfiguration(kafka: KafkaConfiguration(broker), groupId: group, groupInstanceId: instance)
  }

  /// Polls all of them in turn until it is as wanted.
  private func poll(_ consumers: [KafkaConsumer], until isDone: () -> Bool) async throws {
    var patience = Patience()
    while !isDone() {
      try patience.check("The group does not come to rest.")
      for consumer in consumers { _ = try await consumer.poll(timeout: .milliseconds(20)) }
    }
  }

  @Test func sharesPartitionsAndTakesThemBack() async throws {
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

  @Test func takesNothingFromAMemberThatDoesNotPoll() async throws {
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

  @Test func whatIsCommittedOnRevocationIsWhereTheNextOwnerStarts() async throws {
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

  @Test func aStaticMemberIsReplacedWithoutARebalance() async throws {
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
      let mine = try #require(first.events.elements.last)
      await one.close()

      let heir = try KafkaConsumer(configuration(broker, group, instance: "a"), listener: third)
      try await heir.subscribe([topic])
      try await poll([heir, other]) { !third.events.elements.isEmpty }
      #expect(third.events.elements == [mine])
      #expect(second.events.elements.count == 1)
      await heir.close()
      await other.close()
    }
  }

  @Test func surviveARestartOfTheBroker() async throws {
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
      // Without a committed offset it may begin again from the start when it has joined anew.
      while try await consumer.read(1).map(\.text) != ["after"] {}
      await consumer.close()
    }
  }
}
