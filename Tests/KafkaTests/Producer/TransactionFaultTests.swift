import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

@Suite("Broker faults during a transaction", .inSlot) struct TransactionFaultTests {
  private let cluster: TestCluster
  private let batch: TransactionBatch

  init() throws {
    cluster = try TestCluster()
    try cluster.createTopic("topic")
    batch = TransactionBatch(
      records: records("topic", ["a"]),
      offsets: [TopicPartition(topic: "topic", partition: 0): 1],
      group: try ConsumerGroupMetadata(groupId: "group")
    )
  }

  private func producer(timeout: Duration = .seconds(60)) async throws -> TransactionalProducer {
    let producer = try TransactionalProducer(
      KafkaConfiguration(cluster),
      transactionalId: "id",
      transactionTimeout: timeout
    )
    try await producer.initTransactions()
    return producer
  }

  private func failure(of producer: TransactionalProducer) async throws -> TransactionFailure {
    try #require(await #expect(throws: TransactionFailure.self) { try await producer.commit(batch) })
  }

  @Test(
    "transient faults are retried",
    arguments: [
      (KafkaRequest.endTxn, "_TRANSPORT"), (.endTxn, "COORDINATOR_NOT_AVAILABLE"),
      (.endTxn, "NOT_COORDINATOR"),
      (.produce, "_TRANSPORT"), (.produce, "NOT_LEADER_FOR_PARTITION"),
      (.addPartitionsToTxn, "CONCURRENT_TRANSACTIONS"),
      (.addPartitionsToTxn, "COORDINATOR_NOT_AVAILABLE"), (.addPartitionsToTxn, "NOT_COORDINATOR"),
      (.addOffsetsToTxn, "COORDINATOR_NOT_AVAILABLE"), (.addOffsetsToTxn, "NOT_COORDINATOR"),
      (.txnOffsetCommit, "COORDINATOR_NOT_AVAILABLE"), (.txnOffsetCommit, "NOT_COORDINATOR"),
      (.txnOffsetCommit, "COORDINATOR_LOAD_IN_PROGRESS"),
    ]
  )
  func transientFault(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error, error])
    for _ in 0..<2 {
      await #expect(throws: Never.self) { try await producer.commit(batch) }
    }
  }

  @Test(
    "an initialisation waits for a coordinator that is absent or moving",
    arguments: [KafkaRequest.findCoordinator, .initProducerId],
    ["NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE"]
  )
  func absentCoordinator(_ request: KafkaRequest, _ error: String) async throws {
    try cluster.fail(request, with: [error, error])
    try await producer().commit(batch)
  }

  @Test(
    "a commit of an earlier group generation is aborted, and the next one commits",
    arguments: [
      (KafkaRequest.txnOffsetCommit, "ILLEGAL_GENERATION"), (.txnOffsetCommit, "UNKNOWN_MEMBER_ID"),
      (.txnOffsetCommit, "FENCED_INSTANCE_ID"),
    ]
  )
  func rebalancedGroup(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error])
    let failure = try await failure(of: producer)
    guard case .aborted = failure else { throw TestFailure("not aborted: \(failure)") }
    #expect(failure.error.code == error)
    try await producer.commit(batch)
  }

  @Test(
    "a fault that would repeat is refused",
    arguments: [
      (KafkaRequest.addPartitionsToTxn, "TOPIC_AUTHORIZATION_FAILED"),
      (.txnOffsetCommit, "GROUP_AUTHORIZATION_FAILED"),
      (.produce, "TOPIC_AUTHORIZATION_FAILED"), (.produce, "MSG_SIZE_TOO_LARGE"),
    ]
  )
  func lastingFault(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error])
    let failure = try await failure(of: producer)
    guard case .refused = failure else { throw TestFailure("not refused: \(failure)") }
    // The mock cluster rejects the sequence numbers after a refused record; a broker accepts them.
    if request != .produce { try await producer.commit(batch) }
  }

  @Test(
    "a producer whose id was taken over is fenced",
    arguments: [
      (KafkaRequest.endTxn, "PRODUCER_FENCED"), (.endTxn, "INVALID_PRODUCER_EPOCH"),
      (.addPartitionsToTxn, "PRODUCER_FENCED"), (.addPartitionsToTxn, "INVALID_PRODUCER_EPOCH"),
      (.addOffsetsToTxn, "PRODUCER_FENCED"),
    ]
  )
  func fencing(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error])
    let failure = try await failure(of: producer)
    guard case .fenced = failure else { throw TestFailure("not fenced: \(failure)") }
  }

  @Test("a missing right on the transactional id is fatal")
  func missingRight() async throws {
    let producer = try await producer()
    try cluster.fail(.addPartitionsToTxn, with: ["TRANSACTIONAL_ID_AUTHORIZATION_FAILED"])
    let failure = try await failure(of: producer)
    guard case .fatal = failure else { throw TestFailure("not fatal: \(failure)") }
  }

  @Test("an outage is reported as aborted or fatal, never as refused or fenced")
  func outage() async throws {
    let producer = try await producer(timeout: .seconds(2))
    try cluster.takeDown()
    let failure = try await failure(of: producer)
    // Aborted if no request reached a broker; otherwise the abort fails too, which is fatal.
    switch failure {
    case .aborted, .fatal: break
    case .refused, .fenced: throw TestFailure("misreported: \(failure)")
    }
    await producer.close()
    try cluster.bringUp()
    try await self.producer().commit(batch)
  }

  @Test("a commit without an answer is fatal, because its result is unknown")
  func unansweredCommit() async throws {
    let producer = try await producer(timeout: .seconds(2))
    try cluster.fail(.endTxn, with: Array(repeating: "COORDINATOR_NOT_AVAILABLE", count: 1000))
    let failure = try await failure(of: producer)
    guard case .fatal(let error) = failure else { throw TestFailure("not fatal: \(failure)") }
    #expect(error.reason.contains("result of the commit is unknown"))
    await producer.close()
    try cluster.stopFailing(.endTxn)
    try await self.producer().commit(batch)
  }

  @Test("an initialisation without an answer can be repeated")
  func unansweredInitialisation() async throws {
    let producer = try TransactionalProducer(KafkaConfiguration(cluster), transactionalId: "id")
    try cluster.takeDown()
    let error = await #expect(throws: KafkaError.self) {
      try await producer.initTransactions(timeout: .milliseconds(300))
    }
    #expect(error?.isRetriable == true)
    try cluster.bringUp()
    try await producer.initTransactions()
    try await producer.commit(batch)
  }
}
