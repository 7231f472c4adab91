import Kafka
import Testing
import TestSupport
import TimeReport

@testable import PipelineRecords
@testable import Submission

/// The ledger was created when the outbox had another number of partitions.
@Suite struct AddedPartitionsTests {
  @Test("when the number of outbox partitions changed, nothing is sent while the ledger holds reports")
  func changedPartitionCountStopsSubmission() async throws {
    try await StageBench.with { bench in
      try await bench.publish([
        try LedgerRecord.outboxPartitions(2).producerRecord(topic: bench.topics.ledger, partition: 0)
      ])
      // The number may change while the ledger is empty.
      let sender = ScriptedSender()
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
      #expect(sender.calls.elements.count == 1)

      try await bench.publish([
        try LedgerRecord.outboxPartitions(2).producerRecord(topic: bench.topics.ledger, partition: 0),
        bench.submission("B"),
      ])
      await #expect(throws: OutboxPartitionsChanged.self) { try await bench.submitStage(sender).run() }
      #expect(sender.calls.elements.count == 1)
    }
  }

  @Test("the error has a stable code and states the remedy") func errorStatesTheRemedy() throws {
    let error = OutboxPartitionsChanged(partition: 0, before: 1, now: 3)
    #expect(error.description.hasPrefix("outbox.partitions-changed: "))
    #expect(error.description.contains("copy the records of each partition"))
  }
}
