import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// The connection is cut after the request was sent and before ELT processes it. The adapter cannot know which.
@Suite struct ELTCutOffBeforeTests {
  @Test("a report whose connection breaks before processing is in doubt and is not sent again")
  func reportIsInDoubt() async throws {
    try await ELTBench.send(faults: "cut-before:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result) == [.cutBefore])
    }
  }

  @Test("with the resend policy the report is sent again and marked as possibly duplicate")
  func resentReportIsMarked() async throws {
    try await ELTBench.send(faults: "cut-before:first=1", ["ELT_ADAPTER_IN_DOUBT": "resend"]) { seen in
      #expect(seen.outcomes.map(\.acceptance?.possiblyDuplicate) == [true])
      #expect(seen.outcomes.map(\.acceptance?.attempts) == [2])
      #expect(seen.received.filter(\.result.isReceived).count == 1)
    }
  }
}
