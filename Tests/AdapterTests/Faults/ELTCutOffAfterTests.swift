import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// ELT takes the report, and the connection is cut before the receipt.
@Suite struct ELTCutOffAfterTests {
  @Test func theReportIsInDoubtAndNotSentAgain() async throws {
    try await ELTBench.send(faults: "cut-after:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }

  @Test func resentItIsADuplicateThatIsMarked() async throws {
    try await ELTBench.send(faults: "cut-after:first=1", ["ELT_ADAPTER_IN_DOUBT": "resend"]) { seen in
      #expect(seen.outcomes.map(\.acceptance?.possiblyDuplicate) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true, true])
    }
  }
}
