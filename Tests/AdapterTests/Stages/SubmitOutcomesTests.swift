@testable import PipelineRecords
import PipelineTestSupport
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@Suite struct SubmitOutcomesTests {
  @Test("every submission gets one outcome that matches ELT's answer") func everySubmissionGetsOneOutcome()
    async throws
  {
    try await StageBench.with { bench in
      let reports = (0..<20).map { "report-\($0)" }
      let sender = ScriptedSender { envelope, attempt in
        switch (String(decoding: envelope, as: UTF8.self), attempt) {
        case ("report-3 first", _): .refusal
        case ("report-4 first", 1...2): .notDelivered
        case ("report-5 first", _): .serverFault
        case ("report-6 first", 1): .serverFault
        case ("report-7 first", _): .unknown
        default: .receipt(txId: "receipt")
        }
      }
      try await bench.publish(reports.map { bench.submission($0) })
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(20) }

      let outcomes = try await bench.allOutcomes()
      #expect(outcomes.compactMap(\.reportId?.name).sorted() == reports.sorted())
      for outcome in outcomes {
        #expect(outcome.causationId == "event for \(outcome.reportId?.name ?? "")")
        switch outcome.reportId?.name {
        case "report-3": #expect(outcome.outcome.firstCode == .eltXMLValidation)
        case "report-4": #expect(outcome.outcome.acceptance?.attempts == 3)
        case "report-5": #expect(outcome.outcome.type == .failed)
        case "report-6": #expect(outcome.outcome.acceptance?.attempts == 2)
        case "report-7": #expect(outcome.outcome.isInDoubt)
        default: #expect(outcome.outcome.acceptance?.attempts == 1)
        }
      }
      let again = 2 + 2 + 1
      #expect(sender.calls.elements.count == 20 + again)
      #expect(try await bench.committedOffset(of: bench.topics.outbox, group: "submit") == 20)
    }
  }

  @Test("a submission that fails is also a dead letter") func failedSubmissionBecomesADeadLetter()
    async throws
  {
    try await StageBench.with { bench in
      let sender = ScriptedSender { _, _ in .serverFault }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.map(\.value) == [Array("A first".utf8)])
      #expect(letters.first?.headers.texts("elt-dead-letter-code") == ["elt.server-fault"])
      #expect(letters.first?.headers.texts("elt-dead-letter-topic") == ["elt.outbox"])
    }
  }

  @Test("a report in doubt is resolved by resending it") func doubtIsResolvedByResending() async throws {
    try await StageBench.with { bench in
      let sender = ScriptedSender { _, attempt in attempt == 1 ? .unknown : .receipt(txId: "receipt") }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) {
        try await bench.outcomes(1)
        try await bench.publish([bench.resolution("A", .resend)])
        try await bench.outcomes(2)
      }
      let outcomes = try await bench.allOutcomes()
      #expect(outcomes.map(\.outcome.type) == [.inDoubt, .accepted])
      #expect(outcomes.last?.outcome.acceptance?.possiblyDuplicate == true)
      #expect(outcomes.last?.causationId == "decision on A")
      #expect(sender.texts == ["A first", "A first"])
    }
  }
}
