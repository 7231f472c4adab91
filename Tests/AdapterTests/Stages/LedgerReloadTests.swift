@testable import PipelineRecords
import Telemetry
import PipelineTestSupport
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@Suite struct LedgerReloadTests {
  @Test("a restarted instance answers an accepted report from the ledger")
  func restartedInstanceKnowsAcceptedReports() async throws {
    try await StageBench.with { bench in
      let sender = ScriptedSender()
      try await bench.publish([bench.submission("A"), bench.submission("B")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(2) }

      try await bench.publish([bench.submission("A"), bench.submission("B", document: "another")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(4) }

      let outcomes = try await bench.allOutcomes().filter { $0.reportId == "A" }.compactMap(
        \.outcome.acceptance
      )
      #expect(outcomes.map(\.duplicate) == [false, true])
      #expect(Set(outcomes.map(\.txId)).count == 1)
      #expect(try await bench.allOutcomes().contains { $0.outcome.firstCode == .reportConflict })
      #expect(sender.calls.elements.count == 2)
    }
  }

  @Test("an unreadable ledger entry is skipped and logged") func unreadableLedgerEntryIsSkipped() async throws
  {
    try await StageBench.with { bench in
      try await bench.publish([
        ProducerRecord(
          topic: bench.topics.ledger,
          partition: 0,
          key: Array(ReportId.named("A").text.utf8),
          value: Array("no entry".utf8)
        ),
        ProducerRecord(
          topic: bench.topics.ledger,
          partition: 0,
          key: Array(ReportId.named("B").text.utf8),
          value: nil
        ),
        bench.submission("A"),
      ])
      try await bench.run([bench.submitStage(ScriptedSender())]) { try await bench.outcomes(1) }
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted])
      #expect(bench.log.count(of: .ledgerEntryUnreadable) == 1)
    }
  }

  /// A program with write access to the topics could otherwise stop the partition for every instance.
  @Test("ledger and outbox records with values out of range are set aside with alarms and the rest is sent")
  func hostileRecordsAreSetAside() async throws {
    try await StageBench.with { bench in
      let mark = "Xylophonia"
      let times = "9223372036854775807"
      let entry = """
        {"attemptedAt":\(times),"attempts":\(times),"changedAt":\(times),\
        "digest":"\(String(repeating: "0a", count: 32))","offset":\(times),"possiblyDuplicate":false,\
        "state":"waiting","submissionOffset":0,"txId":"\(mark)"}
        """
      let keys = [ReportId.named("A").text, mark, "outbox-partitions"]
      let submission = bench.submission("B")
      let outbox = ProducerRecord(
        topic: submission.topic,
        key: submission.key,
        value: submission.value,
        headers: submission.headers.map {
          $0.name == OutboxRecord.reportIdHeader ? RecordHeader($0.name, mark) : $0
        }
      )
      try await bench.publish(
        keys.map {
          ProducerRecord(
            topic: bench.topics.ledger,
            partition: 0,
            key: Array($0.utf8),
            value: Array(entry.utf8)
          )
        } + [outbox, bench.submission("A")]
      )
      try await bench.run([bench.submitStage(ScriptedSender())]) {
        try await bench.outcomes(1)
        try await bench.records(bench.topics.deadLetters, 1)
      }
      #expect(try await bench.allOutcomes().compactMap(\.reportId) == ["A"])
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.first?.headers.texts("elt-dead-letter-offset") == ["0"])
      #expect(bench.log.count(of: .ledgerEntryUnreadable) == 3)
      #expect(bench.log.count(of: .outboxRecordUnreadable) == 1)
      #expect(bench.log.alarms.count == 4)
      #expect(!bench.log.lines.contains { $0.contains(mark) || $0.contains(times) })
      #expect(
        bench.telemetry.metrics.text().contains(#"elt_adapter_problems_total{code="outbox.unreadable"} 1"#)
      )
    }
  }
}
