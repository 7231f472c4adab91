import EmbeddedBroker
import Kafka
import Testing
import TestSupport

@Suite("Closed clients") struct ClosedClientTests {
  private let nowhere = KafkaConfiguration(bootstrapServers: "127.0.0.1:1")
  private let partition = TopicPartition(topic: "t", partition: 0)

  @Test("every call of a closed consumer throws")
  func consumer() async throws {
    let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: nowhere, groupId: "g"))
    await consumer.close()
    await consumer.close()
    await #expect(throws: KafkaError.closed) { try await consumer.poll(timeout: .seconds(60)) }
    await #expect(throws: KafkaError.closed) { try await consumer.subscribe(["t"]) }
    await #expect(throws: KafkaError.closed) { try await consumer.seek(partition, to: 0) }
    await #expect(throws: KafkaError.closed) { try await consumer.watermarks(partition) }
    await #expect(throws: KafkaError.closed) { try await consumer.groupMetadata() }
  }

  @Test("every call of a closed transactional producer throws")
  func transactionalProducer() async throws {
    let producer = try TransactionalProducer(nowhere, transactionalId: "x")
    await producer.close()
    await producer.close()
    await #expect(throws: KafkaError.closed) { try await producer.initTransactions() }
    await #expect(throws: TransactionFailure.fatal(.closed)) {
      try await producer.commit(TransactionBatch(records: []))
    }
  }

  @Test("every call of a closed producer throws")
  func producer() async throws {
    let producer = try KafkaProducer(nowhere)
    await producer.close()
    await producer.close()
    await #expect(throws: KafkaError.closed) { try await producer.send(records("t", ["a"])) }
  }

  @Test("every call of a closed admin client throws")
  func admin() async throws {
    let admin = try KafkaAdmin(nowhere)
    await admin.close()
    await admin.close()
    await #expect(throws: KafkaError.closed) { try await admin.brokers() }
    await #expect(throws: KafkaError.closed) { try await admin.describe(["t"]) }
    await #expect(throws: KafkaError.closed) { try await admin.watermarks([]) }
    await #expect(throws: KafkaError.closed) {
      try await admin.committedOffsets(ofGroup: "g", [partition])
    }
  }

  @Test("every call of a stopped test cluster throws")
  func cluster() throws {
    let cluster = try TestCluster()
    cluster.stop()
    cluster.stop()
    #expect(throws: KafkaError.closed) { try cluster.createTopic("t") }
  }

  @Test("clients that are released without being closed are destroyed")
  func releasedClients() async throws {
    let destroyed = Recorder<Int>()
    for number in 0..<10 {
      // The client keeps its log handler until it is destroyed.
      let sentinel = Sentinel { destroyed.append(number) }
      var kafka = nowhere
      kafka.log = { [sentinel] _ in _ = sentinel }
      let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: "g"))
      try await consumer.subscribe(["t"])
      _ = try await consumer.poll(timeout: .zero)
      _ = try KafkaProducer(kafka)
      _ = try TransactionalProducer(kafka, transactionalId: "x")
    }
    for number in 0..<10 { try await destroyed.first { $0 == number } }
    #expect(destroyed.elements.count == 10)
  }

  /// Reports when it is released.
  private final class Sentinel: Sendable {
    private let onRelease: @Sendable () -> Void

    init(onRelease: @escaping @Sendable () -> Void) { self.onRelease = onRelease }

    deinit { onRelease() }
  }

  @Test("closing a consumer ends its poll, whenever it comes")
  func closeEndsPoll() async throws {
    for _ in 0..<20 {
      let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: nowhere, groupId: "g"))
      // Returns nothing if the poll comes first, and throws if it comes second.
      async let records = try? consumer.poll(timeout: .seconds(600))
      await consumer.close()
      #expect(await records?.isEmpty ?? true)
    }
  }
}
