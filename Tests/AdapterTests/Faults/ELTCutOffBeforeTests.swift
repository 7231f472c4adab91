import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// The connection is cut when the request has left, before it is processed: only ELT could know.
@Suite struct ELTCutOffBeforeTests {
  @Test func theReportIsInDoubtAndNotSentAgain() async throws {
    try await ELTBench.send(faults: "cut-before:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result) == [.cutBefore])
    }
  }

  @Test func resentItIsMarked() async throws {
    try await ELTBench.send(faults: "cut-before:first=1", ["ELT_ADAPTER_IN_DOUBT": "resend"]) { seen in
      #expect(seen.outcomes.map(\.acceptance?.possiblyDuplicate) == [true])
      #expect(seen.outcomes.map(\.acceptance?.attempts) == [2])
      #expect(seen.received.filter(\.result.isReceived).count == 1)
    }
  }
}
