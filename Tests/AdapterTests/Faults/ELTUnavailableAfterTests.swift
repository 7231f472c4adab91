import ELT
import ELTSimulator
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

/// ELT has the report, and a proxy in front of it answers 503.
@Suite struct ELTUnavailableAfterTests {
  private static let faults = "unavailable-after=1s:first=1"

  @Test("the report is in doubt and is not sent again") func reportIsInDoubt() async throws {
    try await ELTBench.send(faults: Self.faults) { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }

  @Test(
    "with the resend policy, or if a setting says that 503 means not processed, the report is marked as possibly duplicate",
    arguments: [true, false]
  )
  func resentReportIsMarked(_ isPolicy: Bool) async throws {
    try await ELTBench.send(
      faults: Self.faults,
      isPolicy ? ["ELT_ADAPTER_IN_DOUBT": "resend"] : [:],
      client: { if !isPolicy { $0.notProcessedStatuses = [503] } },
      check: { seen in
        #expect(seen.outcomes.map(\.acceptance?.possiblyDuplicate) == [true])
        #expect(seen.received.map(\.result.isReceived) == [true, true])
      }
    )
  }
}
