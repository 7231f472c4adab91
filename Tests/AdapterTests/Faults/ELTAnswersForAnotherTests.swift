import ELT
import ELTSimulator
import Kafka
import Logging
import Testing
import TestSupport
import TimeReport

@testable import Adapter

/// What comes back is an answer to another request.
@Suite struct ELTAnswersForAnotherTests {
  @Test func itIsNoReceipt() async throws {
    try await ELTBench.send(faults: "wrong-answer:first=1") { seen in
      #expect(seen.outcomes.map(\.isInDoubt) == [true])
      #expect(seen.received.map(\.result.isReceived) == [true])
    }
  }
}
