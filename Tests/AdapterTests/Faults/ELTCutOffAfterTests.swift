import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// ELT accepts the report, and the connection is cut before the receipt.
@Suite struct ELTCutOffAfterTests {
  @Test("a report whose connection breaks before the receipt is in doubt and is not sent again")
  func reportIsInDoubt() async throws {
    try await ELTBench.send(faults: "cut-after:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }

  @Test("with the resend policy the report is sent again and marked as possibly duplicate")
  func resentReportIsMarked() async throws {
    try await ELTBench.send(faults: "cut-after:first=1", ["ELT_ADAPTER_IN_DOUBT": "resend"]) { seen in
      #expect(seen.outcomes.map(\.acceptance?.possiblyDuplicate) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true, true])
    }
  }
}
