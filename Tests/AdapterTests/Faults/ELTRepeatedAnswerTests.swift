import ELT
import ELTSimulator
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

/// ELT leaves a second copy of each answer on the connection.
@Suite struct ELTRepeatedAnswerTests {
  @Test("each report gets the receipt that ELT made for it") func eachReportHasItsOwnReceipt() async throws {
    let settings = ["ELT_ADAPTER_PACING_MAX_IN_FLIGHT": "1"]
    try await ELTBench.send(3, faults: "repeated-answer", settings) { seen in
      let made = seen.received.compactMap { if case .receipt(let txId) = $0.result { txId } else { nil } }
      #expect(Set(seen.outcomes.compactMap(\.acceptance?.txId)) == Set(made))
      #expect(made.count == 3 && Set(made).count == 3)
    }
  }
}
