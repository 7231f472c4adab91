@testable import PipelineTestSupport
import Kafka
import Testing
import TestSupport
import TimeReport

@testable import PipelineRecords
@testable import Submission

/// Old ledger entries get a tombstone. An entry in doubt stays regardless of its age.
@Suite struct RetentionTests {
  @Test("an old final entry expires from the ledger and an old entry in doubt stays") func oldEntriesExpire()
    async throws
  {
    try await StageBench.with { bench in
      let old: ReportId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
      let doubt: ReportId = "4a8db4b8-bc29-4406-901c-3f69298cabe4"
      // Settles the outbox record at the offset of the old entries.
      try await bench.publish([bench.submission("first")])
      try await bench.run([bench.submitStage(ScriptedSender())]) { try await bench.outcomes(1) }
      try await bench.publish([try record(.accepted, old, in: bench), try record(.inDoubt, doubt, in: bench)])
      try await bench.publish([bench.submission("second")])
      try await bench.run([bench.submitStage(ScriptedSender())]) {
        // The ledger then has eight records: the partition count, two entries for each of the two reports, the two entries
        // from above and the tombstone.
        try await bench.outcomes(2)
        try await bench.records(bench.topics.ledger, 8)
      }
      let ledger = try await LedgerReader(
        kafka: bench.kafka,
        groupId: freshName("group"),
        topic: bench.topics.ledger,
        logger: bench.log.logger
      ).read(0)
      #expect(ledger[old] == nil)
      #expect(ledger[doubt]?.state == .inDoubt)
      #expect(ledger["first"]?.state == .accepted)
      #expect(ledger.count == 3)
      #expect(ledger.newestOffset == 1)
      #expect(ledger.outboxPartitions == 1)
    }
  }

  private func record(_ state: LedgerEntry.State, _ id: ReportId, in bench: StageBench) throws
    -> ProducerRecord
  {
    let entry = LedgerEntry(
      state: state,
      digest: "d",
      attempts: 1,
      txId: nil,
      attemptedAt: 1_500_000_000_000,
      changedAt: 1_500_000_000_000,
      offset: 0,
      submissionOffset: 0,
      possiblyDuplicate: false
    )
    return try LedgerRecord.entry(entry, reportId: id)
      .producerRecord(topic: bench.topics.ledger, partition: 0)
  }
}
