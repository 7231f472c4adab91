@testable import Telemetry
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct OutageTests {
  @Test("during an outage one call at a time probes the service") func oneCallProbesTheService() {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B", "C", "D", "E"] { world.submit(name) }
    world.proceedThroughWaits()
    #expect(world.machine.callsUnderWay == 4)
    for name in ["D", "C", "B", "A"] { world.answer(name, .notDelivered) }
    world.proceedThroughWaits()
    #expect(world.machine.callsUnderWay == 1)
    #expect(world.reportsCalled.last == "A", "the oldest goes first")
  }

  @Test("a receipt ends the outage") func receiptEndsTheOutage() {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B", "C"] { world.submit(name) }
    world.proceed()
    world.answer("A", .notDelivered)
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    world.proceedThroughWaits()
    #expect(world.machine.breaker.failures == 2)
    #expect(world.machine.callsUnderWay == 1)
    world.answer("A", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.machine.breaker.failures == 0)
    #expect(world.machine.callsUnderWay == 2)
  }

  @Test(
    "a refusal or a server fault also ends the outage",
    arguments: [SubmissionResult.refusal, .serverFault]
  ) func everyAnswerEndsTheOutage(
    _ answer: SubmissionResult
  ) {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B", "C"] { world.submit(name) }
    world.proceed()
    world.answer("A", .notDelivered)
    world.proceedThroughWaits()
    world.answer("A", answer)
    #expect(world.machine.breaker.failures == 0)
  }

  @Test("calls that fail together count as one failure") func simultaneousFailuresCountOnce() {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B", "C", "D"] { world.submit(name) }
    world.proceedThroughWaits()
    for name in ["A", "B", "C", "D"] { world.answer(name, .notDelivered) }
    let until = world.proceed()
    #expect(until == world.now.steady + .seconds(1), "four simultaneous failures count as one")
  }

  @Test("a long outage loses nothing") func longOutageLosesNothing() {
    var world = SubmitWorld(requestsPerSecond: 10)
    let names = (0..<20).map { "report-\($0)" }
    for name in names { world.submit(name) }
    let end = world.now.steady + .seconds(3600)
    while world.now.steady < end {
      world.proceedThroughWaits()
      for call in world.calls where call.endedAt == nil { world.answer(call.reportId, .notDelivered) }
    }
    #expect(world.calls.count < 100, "only probes are sent")
    for _ in names {
      world.proceedThroughWaits()
      for call in world.calls where call.endedAt == nil {
        world.answer(call.reportId, .receipt(txId: "tx"))
      }
    }
    #expect(world.outcomes.map(\.reportId).sorted() == names.sorted())
    #expect(world.committed == 20)
  }
}
