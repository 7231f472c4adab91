import Kafka
import Testing
import TestSupport
import TimeReport

@testable import PipelineRecords
@testable import Submission

/// The outbox topic was recreated while the ledger still refers to the old one.
@Suite struct RecreatedOutboxTests {
  @Test("with a recreated outbox nothing is sent and the stage fails with the reason")
  func recreatedOutboxStopsSubmission() async throws {
    try await StageBench.with { bench in
      let entry = LedgerEntry(
        state: .accepted,
        digest: "first",
        attempts: 1,
        txId: "4a8db4b8-bc29-4406-901c-3f69298cabe3",
        attemptedAt: 1_700_000_000_000,
        changedAt: 1_700_000_000_000,
        offset: 41,
        submissionOffset: 41,
        possiblyDuplicate: false
      )
      try await bench.publish([
        bench.submission("B"),
        ProducerRecord(
          topic: bench.topics.ledger,
          partition: 0,
          key: Array(ReportId.named("A").text.utf8),
          value: try entry.encoded(),
          headers: []
        ),
      ])
      let sender = ScriptedSender()
      let stage = bench.submitStage(sender)
      await #expect(throws: OutboxRecreated.self) { try await stage.run() }
      #expect(sender.texts.isEmpty)
    }
  }
}
