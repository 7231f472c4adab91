import Kafka
import Testing
import TestSupport

/// A closed client answers every call with an error, and none hangs.
@Suite struct ClosedClientTests {
  private let nowhere = KafkaConfiguration(bootstrapServers: "127.0.0.1:1")
  private let partition = TopicPartition(topic: "t", partition: 0)

  @Test func consumer() async throws {
    let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: nowhere, groupId: "g"))
    await consumer.close()
    await consumer.close()
    await #expect(throws: KafkaError.closed) { try await consumer.poll(timeout: .seconds(60)) }
    await #expect(throws: KafkaError.closed) { try await consumer.subscribe(["t"]) }
    await #expect(throws: KafkaError.closed) { try await consumer.seek(partition, to: 0) }
    await #expect(throws: KafkaError.closed) { try await consumer.watermarks(partition) }
    await #expect(throws: KafkaError.closed) { try await consumer.groupMetadata() }
  }

  @Test func transactionalProducer() async throws {
    let producer = try TransactionalProducer(nowhere, transactionalId: "x")
    await producer.close()
    await producer.close()
    await #expect(throws: KafkaError.closed) { try await producer.initTransactions() }
    await #expect(throws: TransactionFailure.fatal(.closed)) {
      try await producer.commit(TransactionBatch(records: []))
    }
  }

  @Test func producer() async throws {
    let producer = try KafkaProducer(nowhere)
    await producer.close()
    await producer.close()
    await #expect(throws: KafkaError.closed) { try await producer.send(records("t", ["a"])) }
  }

  @Test func admin() async throws {
    let admin = try KafkaAdmin(nowhere)
    await admin.close()
    await admin.close()
    await #expect(throws: KafkaError.closed) { try await admin.brokers() }
    await #expect(throws: KafkaError.closed) { try await admin.describe(["t"]) }
    await #expect(throws: KafkaError.closed) { try await admin.watermarks([]) }
  }

  @Test func cluster() throws {
    let cluster = try TestCluster()
    cluster.stop()
    cluster.stop()
    #expect(throws: KafkaError.closed) { try cluster.createTopic("t") }
  }

  @Test func clientsThatAreForgottenEndToo() async throws {
    for _ in 0..<10 {
      let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: nowhere, groupId: "g"))
      try await consumer.subscribe(["t"])
      _ = try await consumer.poll(timeout: .zero)
      _ = try KafkaProducer(nowhere)
      _ = try TransactionalProducer(nowhere, transactionalId: "x")
    }
  }

  @Test func closingEndsAPollAtAnyMoment() async throws {
    for _ in 0..<20 {
      let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: nowhere, groupId: "g"))
      // Answered with nothing if the poll comes first, with an error if it comes last.
      async let records = try? consumer.poll(timeout: .seconds(600))
      await consumer.close()
      #expect(await records?.isEmpty ?? true)
    }
  }
}
