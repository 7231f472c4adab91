import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// What comes back is an answer to another request.
@Suite struct ELTAnswersForAnotherTests {
  @Test func itIsNoReceipt() async throws {
    try await ELTBench.send(faults: "wrong-answer:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }
}
