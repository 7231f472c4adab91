import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

@Suite("Refusals name operation, type and name of the resource", .inSlot) struct MissingRightTests {
  private let cluster: TestCluster
  private let kafka: KafkaConfiguration
  private let partition = TopicPartition(topic: "topic", partition: 0)

  init() throws {
    cluster = try TestCluster()
    try cluster.createTopic("topic")
    kafka = KafkaConfiguration(cluster)
  }

  private func refuse(_ request: KafkaRequest, _ type: String, times: Int = 1000) throws {
    try cluster.fail(request, with: Array(repeating: "\(type)_AUTHORIZATION_FAILED", count: times))
  }

  private func commitFailure(_ request: KafkaRequest, _ type: String) async throws -> TransactionFailure {
    let producer = try TransactionalProducer(kafka, transactionalId: "id")
    try await producer.initTransactions()
    try refuse(request, type, times: 1)
    let batch = TransactionBatch(
      records: records("topic", ["a"]),
      offsets: [TopicPartition(topic: "source", partition: 0): 1],
      group: try ConsumerGroupMetadata(groupId: "group")
    )
    defer { cluster.stop() }
    return try #require(await #expect(throws: TransactionFailure.self) { try await producer.commit(batch) })
  }

  @Test(
    "a refused transaction names the right that is missing",
    arguments: [
      (KafkaRequest.addPartitionsToTxn, "TOPIC", "Write on topic topic"),
      (.addPartitionsToTxn, "TRANSACTIONAL_ID", "Write on transactional id id"),
      (.addOffsetsToTxn, "GROUP", "Read on group group"),
      (.txnOffsetCommit, "GROUP", "Read on group group"),
      (.txnOffsetCommit, "TOPIC", "Read on topic source"),
      (.produce, "TOPIC", "Write on topic topic"),
    ]
  )
  func transaction(_ request: KafkaRequest, _ type: String, _ right: String) async throws {
    let error = try await commitFailure(request, type).error
    #expect(error.missingRights.map(\.description) == [right], "\(error)")
    #expect(error.reason.contains(right))
  }

  @Test("a refusal whose abort the broker refuses too is still reported as the refusal")
  func refusedAbort() async throws {
    try cluster.fail(.endTxn, with: Array(repeating: "INVALID_TXN_STATE", count: 10))
    let failure = try await commitFailure(.addPartitionsToTxn, "TOPIC")
    #expect(failure.error.code == "TOPIC_AUTHORIZATION_FAILED", "\(failure)")
    #expect(failure.error.missingRights.map(\.description) == ["Write on topic topic"])
  }

  @Test("a refused transactional id names Write on it") func transactionalId() async throws {
    try refuse(.initProducerId, "TRANSACTIONAL_ID")
    let producer = try TransactionalProducer(kafka, transactionalId: "id")
    let error = await #expect(throws: KafkaError.self) { try await producer.initTransactions() }
    #expect(error?.missingRights.map(\.description) == ["Write on transactional id id"])
    await producer.close()
    cluster.stop()
  }

  @Test("a refused record names Write on its topic") func record() async throws {
    try refuse(.produce, "TOPIC")
    let producer = try KafkaProducer(kafka)
    let error = await #expect(throws: KafkaError.self) { try await producer.send(records("topic", ["a"])) }
    #expect(error?.missingRights.map(\.description) == ["Write on topic topic"])
    await producer.close()
    cluster.stop()
  }

  @Test("a refused group names Read on it") func group() async throws {
    try refuse(.joinGroup, "GROUP")
    let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: "group"))
    try await consumer.subscribe(["topic"])
    let error = await #expect(throws: KafkaError.self) { try await consumer.poll { false } }
    #expect(error?.missingRights.map(\.description) == ["Read on group group"])
    cluster.stop()
  }

  @Test("refused offsets of a group name Describe on it") func offsets() async throws {
    try refuse(.offsetFetch, "GROUP")
    let error = await #expect(throws: KafkaError.self) {
      try await KafkaAdmin.with(kafka) { try await $0.committedOffsets(ofGroup: "group", [partition]) }
    }
    #expect(error?.missingRights.map(\.description) == ["Describe on group group"])
    cluster.stop()
  }

  @Test("a refused list of offsets names Describe on the topic") func listOfOffsets() async throws {
    try refuse(.listOffsets, "TOPIC")
    let error = await #expect(throws: KafkaError.self) {
      try await PartitionReader(kafka, groupId: "reader").verifyAccess(to: [partition])
    }
    #expect(error?.missingRights.map(\.description) == ["Describe on topic topic"])
    cluster.stop()
  }

  @Test("the topic that librdkafka's sentence names is the only one that is reported")
  func namedTopic() {
    let rights = [KafkaRight].on(topics: ["elt.requests", "elt.requests.old", "elt.ledger"], .write)
    func named(_ sentence: String) -> [String] {
      KafkaError(code: "TOPIC_AUTHORIZATION_FAILED", reason: sentence).naming(rights).missingRights.map(
        \.description
      )
    }
    #expect(named("Topic \"elt.requests\" [0]: refused") == ["Write on topic elt.requests"])
    #expect(named("Refused: elt.ledger.") == ["Write on topic elt.ledger"])
    #expect(named("Broker: Topic authorization failed").count == 3)
    #expect(KafkaError(code: "NOT_COORDINATOR", reason: "").naming(rights).missingRights.isEmpty)
  }
}
