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
          key: Array("A".utf8),
          value: Array("no entry".utf8)
        ),
        ProducerRecord(topic: bench.topics.ledger, partition: 0, key: Array("B".utf8), value: nil),
        bench.submission("A"),
      ])
      try await bench.run([bench.submitStage(ScriptedSender())]) { try await bench.outcomes(1) }
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted])
      #expect(bench.log.count(of: .ledgerEntryUnreadable) == 1)
    }
  }
}
