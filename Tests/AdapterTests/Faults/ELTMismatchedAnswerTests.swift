import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// ELT's answer belongs to another request.
@Suite struct ELTMismatchedAnswerTests {
  @Test("an answer to another request is not a receipt: the report is in doubt")
  func mismatchedAnswerIsNotAReceipt() async throws {
    try await ELTBench.send(faults: "wrong-answer:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }
}
