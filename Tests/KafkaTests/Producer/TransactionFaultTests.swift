import Kafka
import Testing
import TestSupport

/// Faults of brokers in the middle of a transaction, and what the caller is told.
@Suite(.inSlot) struct TransactionFaultTests {
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

  @Test(arguments: [
    (KafkaRequest.endTxn, "_TRANSPORT"), (.endTxn, "COORDINATOR_NOT_AVAILABLE"), (.endTxn, "NOT_COORDINATOR"),
    (.produce, "_TRANSPORT"), (.produce, "NOT_LEADER_FOR_PARTITION"),
    (.addPartitionsToTxn, "CONCURRENT_TRANSACTIONS"),
    (.txnOffsetCommit, "COORDINATOR_LOAD_IN_PROGRESS"),
  ])
  func passingFaultsAreGotOver(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error, error])
    try await producer.commit(batch)
    try await producer.commit(batch)
  }

  @Test(arguments: [
    (KafkaRequest.txnOffsetCommit, "ILLEGAL_GENERATION"), (.txnOffsetCommit, "UNKNOWN_MEMBER_ID"),
    (.txnOffsetCommit, "FENCED_INSTANCE_ID"),
  ])
  func aGroupThatHasMovedOnAborts(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error])
    let failure = try await failure(of: producer)
    guard case .aborted = failure else { throw TestFailure("Not aborted: \(failure)") }
    #expect(failure.error.code == error)
    try await producer.commit(batch)
  }

  @Test(arguments: [
    (KafkaRequest.addPartitionsToTxn, "TOPIC_AUTHORIZATION_FAILED"),
    (.txnOffsetCommit, "GROUP_AUTHORIZATION_FAILED"),
    (.produce, "TOPIC_AUTHORIZATION_FAILED"), (.produce, "MSG_SIZE_TOO_LARGE"),
  ])
  func whatWouldFailAgainIsRefused(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error])
    let failure = try await failure(of: producer)
    guard case .refused = failure else { throw TestFailure("Not refused: \(failure)") }
    // After a refused record the mock cluster does not know the sequence numbers to come; a broker does.
    if request != .produce { try await producer.commit(batch) }
  }

  @Test(arguments: [
    (KafkaRequest.endTxn, "PRODUCER_FENCED"), (.endTxn, "INVALID_PRODUCER_EPOCH"),
    (.addPartitionsToTxn, "PRODUCER_FENCED"), (.addPartitionsToTxn, "INVALID_PRODUCER_EPOCH"),
    (.addOffsetsToTxn, "PRODUCER_FENCED"),
  ])
  func anotherOwnerFences(_ request: KafkaRequest, _ error: String) async throws {
    let producer = try await producer()
    try cluster.fail(request, with: [error])
    let failure = try await failure(of: producer)
    guard case .fenced = failure else { throw TestFailure("Not fenced: \(failure)") }
  }

  @Test func rightsThatAreMissingForTheIdAreFatal() async throws {
    let producer = try await producer()
    try cluster.fail(.addPartitionsToTxn, with: ["TRANSACTIONAL_ID_AUTHORIZATION_FAILED"])
    let failure = try await failure(of: producer)
    guard case .fatal = failure else { throw TestFailure("Not fatal: \(failure)") }
  }

  @Test func brokersThatAreAwayAreNotMistakenForAnotherFault() async throws {
    let producer = try await producer(timeout: .seconds(2))
    try cluster.takeDown()
    let failure = try await failure(of: producer)
    // If not even the first request came through, there was nothing to abort; otherwise that cannot be done
    // either.
    switch failure {
    case .aborted, .fatal: break
    case .refused, .fenced: throw TestFailure("Mistaken: \(failure)")
    }
    await producer.close()
    try cluster.bringUp()
    try await self.producer().commit(batch)
  }

  @Test func aCommitThatIsNeverAnsweredIsFatal() async throws {
    let producer = try await producer(timeout: .seconds(2))
    try cluster.fail(.endTxn, with: Array(repeating: "COORDINATOR_NOT_AVAILABLE", count: 1000))
    let failure = try await failure(of: producer)
    guard case .fatal(let error) = failure else { throw TestFailure("Not fatal: \(failure)") }
    #expect(error.reason.contains("not known whether"))
    await producer.close()
    try cluster.stopFailing(.endTxn)
    try await self.producer().commit(batch)
  }

  @Test func initialisationThatGetsNoAnswerCanBeRepeated() async throws {
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
