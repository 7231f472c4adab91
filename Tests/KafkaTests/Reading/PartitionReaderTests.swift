import Dispatch
import EmbeddedBroker
import Kafka
import Synchronization
import Testing
import TestSupport

@Suite("Reading a partition outside a consumer group")
struct PartitionReaderTests {
  private func reader(_ broker: TestBroker) -> PartitionReader {
    PartitionReader(KafkaConfiguration(broker), groupId: freshName("reader"))
  }

  /// A new topic with these texts in partition 0.
  private func partition(_ broker: TestBroker, _ texts: [String]) async throws -> TopicPartition {
    let topic = try await broker.topic()
    let producer = try KafkaProducer(KafkaConfiguration(broker))
    try await producer.send(records(topic, texts))
    await producer.close()
    return TopicPartition(topic: topic, partition: 0)
  }

  private func texts(
    _ reader: PartitionReader,
    _ partition: TopicPartition,
    from start: Int64 = 0,
    to end: PartitionReader.End = .visible
  ) async throws -> [String?] {
    var texts: [String?] = []
    try await reader.read(partition, from: start, to: end) { record in
      texts.append(record.text)
      return .proceed
    }
    return texts
  }

  private func failure(
    _ reader: PartitionReader,
    _ partition: TopicPartition,
    to end: PartitionReader.End
  ) async -> KafkaError? {
    await #expect(throws: KafkaError.self) { try await texts(reader, partition, to: end) }
  }

  @Test("the reader returns every record of the partition in order")
  func wholePartition() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, 5.texts)
      #expect(try await texts(reader(broker), partition) == 5.texts)
      #expect(try await texts(reader(broker), partition, to: .committed(patience: .zero)) == 5.texts)
    }
  }

  @Test("the reader starts at the requested offset")
  func fromOffset() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, 5.texts)
      #expect(try await texts(reader(broker), partition, from: 3) == ["3", "4"])
      #expect(try await texts(reader(broker), partition, from: 5) == [])
    }
  }

  @Test("the reader returns no record from before an offset past the end")
  func offsetPastTheEnd() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, 5.texts)
      #expect(try await texts(reader(broker), partition, from: 100) == [])
    }
  }

  @Test("the reader ends when the caller stops it")
  func stopsEarly() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, 5.texts)
      var texts: [String?] = []
      try await reader(broker).read(partition) { record in
        texts.append(record.text)
        return record.offset == 1 ? .stop : .proceed
      }
      #expect(texts == ["0", "1"])
    }
  }

  @Test("the reader passes on an error of the caller")
  func errorOfTheCaller() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, 2.texts)
      await #expect(throws: TestFailure.self) {
        try await reader(broker).read(partition) { _ in throw TestFailure("unreadable record") }
      }
    }
  }

  @Test("an empty partition has no records")
  func emptyPartition() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, [])
      #expect(try await texts(reader(broker), partition) == [])
      #expect(try await texts(reader(broker), partition, to: .committed(patience: .zero)) == [])
      #expect(try await reader(broker).record(at: 0, of: partition) == nil)
    }
  }

  @Test("the reader returns the record at an offset, and nil for an offset without a record")
  func singleRecord() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, 5.texts)
      let reader = reader(broker)
      #expect(try await reader.record(at: 3, of: partition)?.text == "3")
      #expect(try await reader.record(at: 5, of: partition) == nil)
      #expect(try await reader.record(at: 100, of: partition) == nil)
    }
  }

  @Test("an open transaction that outlasts the patience is a retriable error")
  func openTransactionOutlastsPatience() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, ["visible"])
      let transaction = try await OpenTransaction(broker, partition.topic, ["hidden"])
      defer { transaction.commit() }
      #expect(try await texts(reader(broker), partition) == ["visible"])
      #expect(try await reader(broker).record(at: 1, of: partition) == nil)
      let failure = await failure(reader(broker), partition, to: .committed(patience: .zero))
      #expect(failure?.code == "CONCURRENT_TRANSACTIONS")
      #expect(failure?.isRetriable == true)
    }
  }

  @Test("the reader waits for an open transaction and returns the records that it commits")
  func openTransactionCommits() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, ["visible"])
      let transaction = try await OpenTransaction(broker, partition.topic, ["hidden"])
      defer { transaction.commit() }
      var texts: [String?] = []
      try await reader(broker).read(partition, to: .committed(patience: .seconds(600))) { record in
        texts.append(record.text)
        transaction.commit()
        return .proceed
      }
      #expect(texts == ["visible", "hidden"])
    }
  }

  @Test("cancellation ends reading with CancellationError")
  func cancellation() async throws {
    try await TestBroker.with { broker in
      let partition = try await partition(broker, ["visible"])
      let transaction = try await OpenTransaction(broker, partition.topic, ["hidden"])
      defer { transaction.commit() }
      let reader = reader(broker)
      let (records, recordWasRead) = AsyncStream<Void>.makeStream()
      let reading = Task {
        try await reader.read(partition, to: .committed(patience: .seconds(600))) { _ in
          recordWasRead.finish()
          return .proceed
        }
      }
      for await _ in records {}
      reading.cancel()
      await #expect(throws: CancellationError.self) { try await reading.value }
    }
  }

  @Test("a partition that no broker serves is a retriable error after the stall time-out")
  func stalled() async throws {
    // The clock advances by one minute each time that it is read.
    let minutes = Mutex(0)
    let start = ContinuousClock.now
    var reader = PartitionReader(
      KafkaConfiguration(bootstrapServers: "127.0.0.1:1"),
      groupId: "reader",
      now: {
        start
          + .seconds(
            60
              * minutes.withLock {
                $0 += 1
                return $0
              }
          )
      }
    )
    reader.stallTimeout = .seconds(30)
    let partition = TopicPartition(topic: "topic", partition: 0)
    let failure = await failure(reader, partition, to: .visible)
    #expect(failure?.code == "_TIMED_OUT")
    #expect(failure?.isRetriable == true)
  }

  @Test("access is verified for empty and filled partitions")
  func access() async throws {
    try await TestBroker.with { broker in
      let partitions = [try await partition(broker, 3.texts), try await partition(broker, [])]
      await #expect(throws: Never.self) { try await reader(broker).verifyAccess(to: partitions) }
    }
  }

  @Test("a missing right to read is reported by its code")
  func missingRight() async throws {
    let cluster = try TestCluster()
    defer { cluster.stop() }
    try cluster.createTopic("topic")
    try cluster.fail(.listOffsets, with: Array(repeating: "TOPIC_AUTHORIZATION_FAILED", count: 3))
    let error = await #expect(throws: KafkaError.self) {
      try await PartitionReader(KafkaConfiguration(cluster), groupId: "reader")
        .verifyAccess(to: [TopicPartition(topic: "topic", partition: 0)])
    }
    #expect(error?.code == "TOPIC_AUTHORIZATION_FAILED")
  }
}

/// An open transaction whose records have reached the broker.
private final class OpenTransaction: Sendable {
  // Blocks only the producer's own thread.
  private let mayCommit = DispatchSemaphore(value: 0)

  init(_ broker: TestBroker, _ topic: String, _ texts: [String]) async throws {
    let producer = try TransactionalProducer(KafkaConfiguration(broker), transactionalId: freshName("id"))
    try await producer.initTransactions()
    let (isOpen, opened) = AsyncStream<Void>.makeStream()
    Task { [mayCommit] in
      try await producer.commit(TransactionBatch(records: records(topic, texts))) {
        opened.finish()
        mayCommit.wait()
      }
      await producer.close()
    }
    for await _ in isOpen {}
  }

  /// Lets the commit proceed.
  func commit() { mayCommit.signal() }
}
