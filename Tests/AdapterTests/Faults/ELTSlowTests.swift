import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TimeReport

/// ELT answers slowly.
@Suite struct ELTSlowTests {
  @Test("an answer within the timeout is a receipt") func slowAnswerWithinTheTimeoutIsAReceipt() async throws
  {
    try await ELTBench.send(3, faults: "slow=300ms") { seen in
      #expect(seen.outcomes.map(\.type) == [.accepted, .accepted, .accepted])
      #expect(seen.received.count == 3)
    }
  }

  @Test("a report whose call times out is in doubt and is not sent again") func timedOutReportIsInDoubt()
    async throws
  {
    try await ELTBench.send(
      faults: "slow=20m",
      // Long enough for the handshake and the body on a slow machine.
      client: { $0.requestTimeout = .seconds(8) }
    ) { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.count <= 1)
    }
  }
}
