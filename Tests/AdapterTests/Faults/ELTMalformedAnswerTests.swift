import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// ELT accepts the report, but its answer is unreadable.
@Suite struct ELTMalformedAnswerTests {
  @Test(
    "a report with an unreadable answer is in doubt and is not sent again",
    arguments: Fault.Malformation.allCases
  )
  func reportIsInDoubt(_ malformation: Fault.Malformation) async throws {
    try await ELTBench.send(faults: "malformed=\(malformation.rawValue):first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }
}
