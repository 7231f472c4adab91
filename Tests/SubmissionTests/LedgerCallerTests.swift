import Kafka
import Logging
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Submission

/// The caller of an attempt is stored in the topic and known until the attempt is settled.
@Suite struct LedgerCallerTests {
  private func entry(_ state: LedgerEntry.State, attempts: Int = 1) -> LedgerEntry {
    LedgerEntry(
      state: state,
      digest: "d",
      attempts: attempts,
      attemptedAt: 1_800_000_000_000,
      changedAt: 1_800_000_000_000,
      offset: 0,
      submissionOffset: 0,
      possiblyDuplicate: false
    )
  }

  @Test("the caller of an open attempt is read back from the topic") func callerIsReadBack() async throws {
    try await TestBroker.with { broker in
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      _ = try await KafkaAdmin.with(kafka) {
        try await $0.createTopics([TopicSpecification(name: "ledger", partitions: 1, replicationFactor: 1)])
      }
      func record(_ state: LedgerEntry.State, _ reportId: ReportId, by caller: String?) throws
        -> ProducerRecord
      {
        try LedgerRecord.entry(entry(state), reportId: reportId)
          .producerRecord(topic: "ledger", partition: 0, caller: caller)
      }
      let producer = try KafkaProducer(kafka)
      try await producer.send([
        record(.sending, "A", by: "one"), record(.sending, "B", by: "one"), record(.sending, "B", by: "two"),
        record(.sending, "C", by: "one"), record(.waiting, "C", by: nil), record(.sending, "D", by: "one"),
        record(.sending, "D", by: nil),
      ])
      await producer.close()
      let reader = LedgerReader(
        kafka: kafka,
        groupId: freshName("ledger"),
        topic: "ledger",
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      )
      var ledger = try await reader.read(0)
      #expect(["A", "B", "C", "D"].map { ledger.caller(of: $0) } == ["one", "two", nil, nil])
      ledger.record(entry(.accepted), for: "A")
      ledger.forget("B")
      #expect(["A", "B"].map { ledger.caller(of: $0) } == [nil, nil])
    }
  }
}
