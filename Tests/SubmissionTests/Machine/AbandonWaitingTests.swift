import ELT
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Submission
@testable import Telemetry

/// A person abandons a report that ELT has not received yet.
@Suite struct AbandonWaitingTests {
  @Test("abandoning a report that waits during an outage settles both requests at once")
  func abandonedDuringAnOutage() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("B")
    world.proceed()
    world.answer("A", .notDelivered)
    world.resolve("A", .abandon)
    world.proceed()
    #expect(world.outcomes("A").map(\.firstCode) == [.resolveAbandoned, .resolveAbandoned])
    #expect(world.outcomes.map(\.offset) == [0, 2])
    #expect(world.ledger["A"]?.state == .abandoned)
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "B"], "the abandoned report is not sent again")
  }

  @Test("a report that was never sent can be abandoned") func abandonedBeforeTheFirstCall() {
    var world = SubmitWorld(maxInFlight: 1)
    world.submit("A")
    world.submit("B")
    world.proceed()
    world.resolve("B", .abandon)
    world.proceed()
    #expect(world.outcomes("B").map(\.type) == [.failed, .failed])
    world.answer("A", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A"])
    #expect(world.committed == 3)
  }

  @Test("a report whose call is in progress is abandoned only if the call does not arrive")
  func callInProgressDecides() {
    for (answer, types) in [
      (SubmissionResult.receipt(txId: "tx"), [OutcomeType.accepted, .rejected]),
      (.notDelivered, [.failed, .failed]),
    ] {
      var world = SubmitWorld()
      world.submit("A")
      world.proceed()
      world.resolve("A", .abandon)
      world.proceed()
      #expect(world.outcomes("A").isEmpty)
      world.answer("A", answer)
      world.proceed()
      #expect(world.outcomes("A").map(\.type) == types)
    }
  }

  @Test("a crash between the two settlements changes nothing") func crashBetweenTheSettlements() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered)
    world.resolve("A", .abandon)
    if case .settle(let settlement) = world.machine.next(at: world.now, mayStart: true) {
      world.commit(settlement)
    }
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.firstCode) == [.resolveAbandoned, .resolveAbandoned])
    #expect(world.outcomes.map(\.offset) == [0, 1])
    #expect(world.calls.count == 1)
  }

  @Test("an abandoned report that never arrived is not marked as possibly duplicate when submitted again")
  func submittedAgain() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered)
    world.resolve("A", .abandon)
    world.submit("A")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").last?.acceptance?.possiblyDuplicate == false)
  }
}
