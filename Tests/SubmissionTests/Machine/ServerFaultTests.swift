@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct ServerFaultTests {
  @Test("a report with server faults fails after three spaced attempts") func reportFailsAfterThreeAttempts()
  {
    var world = SubmitWorld()
    world.submit("A")
    for _ in 0..<3 {
      world.proceedThroughWaits()
      world.answer("A", .serverFault)
    }
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(30), .seconds(60)])
    #expect(
      world.outcomes("A") == [
        .failed(
          attempts: 3,
          problems: [Problem(.eltServerFault, "The service failed.")],
          possiblyDuplicate: true
        )
      ]
    )
    #expect(world.deadLetters.map(\.offset) == [0])
    #expect(world.deadLetters.map(\.code) == [.eltServerFault])
    #expect(world.ledger["A"]?.state == .failed)
    #expect(world.committed == 1)
  }

  @Test("a failed outcome has the agency's words on one line") func failedOutcomeHasTheAgencysWords() {
    var world = SubmitWorld()
    world.submit("A")
    for _ in 0..<3 {
      world.proceedThroughWaits()
      let fault = ServerFault(
        .eltServerFault,
        status: 500,
        "A fault.",
        text: AgencyText("Database\n\u{7} down")
      )
      world.answer("A", .serverFault(fault))
    }
    world.proceedThroughWaits()
    #expect(
      world.outcomes("A") == [
        .failed(
          attempts: 3,
          problems: [Problem(.eltServerFault, "A fault. ELT wrote: Database down")],
          possiblyDuplicate: true
        )
      ]
    )
  }

  @Test("other reports are sent between the attempts") func otherReportsAreSent() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("B")
    world.proceed()
    world.answer("A", .serverFault)
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "B", "A"])
    #expect(world.callTimes == [.zero, .seconds(1), .seconds(30)])
  }

  @Test("a receipt after a server fault counts all attempts") func receiptCountsAllAttempts() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .serverFault)
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").map { $0.acceptance?.attempts } == [2])
    #expect(
      world.outcomes("A").first?.acceptance?.possiblyDuplicate == true,
      "the service had the report before"
    )
    #expect(world.deadLetters.isEmpty)
  }

  @Test("a failed report may be submitted again") func failedReportMayBeSubmittedAgain() {
    var world = SubmitWorld()
    world.submit("A")
    for _ in 0..<3 {
      world.proceedThroughWaits()
      world.answer("A", .serverFault)
    }
    world.submit("A")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").map(\.type) == [.failed, .accepted])
    #expect(world.outcomes("A").last?.acceptance?.attempts == 1)
  }

  @Test("a restart grants no extra attempts") func restartGrantsNoAttempts() {
    var world = SubmitWorld()
    world.submit("A")
    for _ in 0..<3 {
      world.proceedThroughWaits()
      world.answer("A", .serverFault)
      world.crash()
    }
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "A", "A"])
    #expect(world.outcomes("A").map(\.type) == [.failed])
  }
}
