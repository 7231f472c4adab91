import ELT
import Kafka
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Stages
@testable import Submission
@testable import Telemetry

/// ELT answers two reports with the same receipt.
@Suite struct ELTReceiptRepeatedTests {
  private struct OneReceipt: SubmissionSender {
    func send(_ envelope: [UInt8]) async -> SubmissionResult { .receipt(txId: "receipt") }
  }

  @Test(
    "an alarm is raised, and the setting decides whether the second report is in doubt",
    arguments: ["in-doubt", "accept"]
  )
  func secondReport(_ setting: String) async throws {
    try await StageBench.with(["ELT_ADAPTER_ELT_REPEATED_RECEIPTS": setting]) { (bench) async throws in
      try await bench.publish([bench.submission("A"), bench.submission("B")])
      try await bench.run([bench.submitStage(OneReceipt())]) { () async throws in
        try await bench.log.contains(.receiptRepeated)
        try await bench.outcomes(2)
      }
      let outcomes = try await bench.allOutcomes().map(\.outcome)
      let doubts = setting == "in-doubt" ? 1 : 0
      #expect(outcomes.filter(\.isInDoubt).count == doubts)
      #expect(outcomes.filter { $0.acceptance != nil }.count == 2 - doubts)
    }
  }
}
