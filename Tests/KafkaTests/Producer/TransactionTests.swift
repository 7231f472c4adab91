import Dispatch
import Kafka
import Testing
import TestSupport

/// What a transaction makes visible, against a broker: all or nothing.
@Suite struct TransactionTests {
  private func producer(_ broker: TestBroker, _ id: String = freshName("id")) async throws
    -> TransactionalProducer
  {
    let producer = try TransactionalProducer(KafkaConfiguration(broker), transactionalId: id)
    try await producer.initTransactions()
    return producer
  }

  @Test func commitsRecordsAndOffsetsTogether() async throws {
    try await TestBroker.with { broker in
      let (source, target) = (try await broker.topic(), try await broker.topic())
      let partition = TopicPartition(topic: source, partition: 0)
      let group = freshName("group")
      let plain = try KafkaProducer(KafkaConfiguration(broker))
      try await plain.send(records(source, 4.texts))
      let consumer = try KafkaConsumer(
        ConsumerConfiguration(kafka: KafkaConfiguration(broker), groupId: group)
      )
      try await consumer.subscribe([source])
      let read = try await consumer.read(3)
      let producer = try await producer(broker)
      try await producer.commit(
        TransactionBatch(
          records: records(target, read.compactMap(\.text)),
          offsets: [partition: 3],
          group: try await consumer.groupMetadata()
        )
      )
      #expect(try await broker.committedRecords(of: target).map(\.text) == 3.texts)
      #expect(try await consumer.committed([partition]) == [partition: 3])
      await consumer.close()
    }
  }

  @Test func commitsRecordsAlone() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let producer = try await producer(broker)
      for number in 0..<20 {
        try await producer.commit(TransactionBatch(records: records(topic, ["\(number)"])))
      }
      #expect(try await broker.committedRecords(of: topic).map(\.text) == 20.texts)
    }
  }

  @Test func commitsNothingAtAll() async throws {
    try await TestBroker.with { broker in
      try await producer(broker).commit(TransactionBatch(records: []))
    }
  }

  @Test func commitsMoreThanTheQueueHolds() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      var kafka = KafkaConfiguration(broker)
      kafka.properties["queue.buffering.max.messages"] = "10"
      let producer = try TransactionalProducer(kafka, transactionalId: freshName("id"))
      try await producer.initTransactions()
      try await producer.commit(TransactionBatch(records: records(topic, 200.texts)))
      #expect(try await broker.committedRecords(of: topic).map(\.text) == 200.texts)
    }
  }

  @Test func aRecordThatIsTooLargeIsRefusedWithAllTheOthers() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let producer = try await producer(broker)
      let large = [UInt8](repeating: 0, count: KafkaConfiguration.defaultMaximumMessageBytes + 1)
      let batch = records(topic, ["a"]) + [ProducerRecord(topic: topic, partition: 0, key: [1], value: large)]
      let failure = await #expect(throws: TransactionFailure.self) {
        try await producer.commit(TransactionBatch(records: batch))
      }
      guard case .refused(let error) = failure else {
        throw TestFailure("Not refused: \(String(describing: failure))")
      }
      #expect(error.code == "MSG_SIZE_TOO_LARGE")
      try await producer.commit(TransactionBatch(records: records(topic, ["b"])))
      #expect(try await broker.committedRecords(of: topic).map(\.text) == ["b"])
    }
  }

  @Test func whatTheBrokerWillNotTakeIsNotSeen() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let compacted = try await broker.topic(configs: ["cleanup.policy": "compact"])
      let producer = try await producer(broker)
      // A compacted topic takes no record without a key.
      let batch = records(topic, ["a"]) + [ProducerRecord(topic: compacted, partition: 0, value: [1])]
      let failure = await #expect(throws: TransactionFailure.self) {
        try await producer.commit(TransactionBatch(records: batch))
      }
      guard case .refused = failure else { throw TestFailure("Not refused: \(String(describing: failure))") }
      try await producer.commit(TransactionBatch(records: records(topic, ["b"])))
      #expect(try await broker.committedRecords(of: topic).map(\.text) == ["b"])
    }
  }

  @Test func offsetsWithoutAGroupAreRefused() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let failure = await #expect(throws: TransactionFailure.self) {
        try await producer(broker).commit(
          TransactionBatch(
            records: records(topic, ["a"]),
            offsets: [TopicPartition(topic: topic, partition: 0): 1],
            group: nil
          )
        )
      }
      guard case .refused = failure else { throw TestFailure("Not refused: \(String(describing: failure))") }
      #expect(try await broker.committedRecords(of: topic).isEmpty)
    }
  }

  @Test func aSecondOwnerOfTheIdFencesTheFirst() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let id = freshName("id")
      let first = try await producer(broker, id)
      try await first.commit(TransactionBatch(records: records(topic, ["first"])))
      let second = try await producer(broker, id)
      let failure = await #expect(throws: TransactionFailure.self) {
        try await first.commit(TransactionBatch(records: records(topic, ["zombie"])))
      }
      guard case .fenced = failure else { throw TestFailure("Not fenced: \(String(describing: failure))") }
      try await second.commit(TransactionBatch(records: records(topic, ["second"])))
      #expect(try await broker.committedRecords(of: topic).map(\.text) == ["first", "second"])
      // And so it stays.
      let again = await #expect(throws: TransactionFailure.self) {
        try await first.commit(TransactionBatch(records: records(topic, ["zombie"])))
      }
      guard case .fenced = again else { throw TestFailure("Not fenced: \(String(describing: again))") }
    }
  }

  /// What a crash just before the commit leaves, and what its successor makes of it.
  @Test func aSecondOwnerAbortsWhatTheFirstLeftOpen() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let id = freshName("id")
      let first = try await producer(broker, id)
      let (isOpen, opened) = AsyncStream<Void>.makeStream()
      // It blocks the first producer's own thread only.
      let mayGoOn = DispatchSemaphore(value: 0)
      let commit = Task {
        try await first.commit(TransactionBatch(records: records(topic, ["first"]))) {
          opened.finish()
          mayGoOn.wait()
        }
      }
      for await _ in isOpen {}
      #expect(try await broker.committedRecords(of: topic).isEmpty)
      let second = try await producer(broker, id)
      let other = try await producer(broker)
      try await other.commit(TransactionBatch(records: records(topic, ["other"])))
      #expect(try await broker.committedRecords(of: topic).map(\.text) == ["other"])
      try await second.commit(TransactionBatch(records: records(topic, ["second"])))
      #expect(try await broker.committedRecords(of: topic).map(\.text) == ["other", "second"])
      mayGoOn.signal()
      await #expect(throws: TransactionFailure.self) { try await commit.value }
      #expect(try await broker.committedRecords(of: topic).map(\.text) == ["other", "second"])
    }
  }

  @Test func offsetsForAGroupWithoutMembers() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let partition = TopicPartition(topic: topic, partition: 0)
      let group = freshName("group")
      try await producer(broker).commit(
        TransactionBatch(
          records: [],
          offsets: [partition: 7],
          group: try ConsumerGroupMetadata(groupId: group)
        )
      )
      let admin = try KafkaAdmin(KafkaConfiguration(broker))
      #expect(try await admin.committedOffsets(ofGroup: group, [partition]) == [partition: 7])
      await admin.close()
    }
  }
}
