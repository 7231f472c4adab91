@testable import PipelineTestSupport
import Dispatch
import Kafka
import Testing
import TestSupport

@testable import PipelineRecords
@testable import Stages
@testable import Submission

/// An open transaction on the ledger hides everything that was committed after it.
@Suite struct OpenLedgerTransactionTests {
  @Test("an owner does not use a ledger that an open transaction hides in part")
  func partlyHiddenLedgerIsNotUsed() async throws {
    try await StageBench.with { bench in
      let reader = LedgerReader(
        kafka: bench.kafka,
        groupId: freshName("group"),
        topic: bench.topics.ledger,
        logger: bench.log.logger
      )
      let isOpen = Recorder<Bool>()
      // Blocks only the client's own thread.
      let mayEnd = DispatchSemaphore(value: 0)
      let other = try TransactionalProducer(bench.kafka, transactionalId: freshName("id"))
      try await other.initTransactions()
      let open = TransactionBatch(records: [try partitionCount(1, bench)])
      async let transaction: Void = other.commit(open) {
        isOpen.append(true)
        mayEnd.wait()
      }
      defer { mayEnd.signal() }
      try await isOpen.first { $0 }
      try await bench.publish([try partitionCount(7, bench)])

      // Without patience the reader returns the visible part; with patience it throws and the caller retries.
      #expect(try await reader.read(0).outboxPartitions == nil)
      let error = await #expect(throws: KafkaError.self) {
        _ = try await reader.read(0, patience: .milliseconds(100))
      }
      #expect(error?.code == "CONCURRENT_TRANSACTIONS")
      #expect(error.map(LastingFailure.isLasting) == false)

      mayEnd.signal()
      try await transaction
      #expect(try await reader.read(0, patience: .seconds(3600)).outboxPartitions == 7)
      await other.close()
    }
  }

  private func partitionCount(_ count: Int, _ bench: StageBench) throws -> ProducerRecord {
    try LedgerRecord.outboxPartitions(count).producerRecord(topic: bench.topics.ledger, partition: 0)
  }
}
