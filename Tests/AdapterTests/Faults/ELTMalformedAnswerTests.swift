import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// ELT takes the report, and its answer cannot be read.
@Suite struct ELTMalformedAnswerTests {
  @Test(arguments: Fault.Malformation.allCases)
  func theReportIsInDoubtAndNotSentAgain(_ malformation: Fault.Malformation) async throws {
    try await ELTBench.send(faults: "malformed=\(malformation.rawValue):first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }
}
