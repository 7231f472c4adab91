@testable import Telemetry
import ELT
import PipelineTestSupport
import TimeReport
import TestSupport
import Testing
@testable import Submission

/// Over thousands of calls with a backlog, the configured rate is used and never exceeded.
@Suite struct CeilingTests {
  /// Sends this many reports, answers each after `answer`, and runs `disturb` after each call.
  private func send(
    _ count: Int,
    answer: Duration,
    perSecond: Double = 1,
    disturb: (_ call: Int, inout SubmitWorld) -> Void = { _, _ in }
  ) -> SubmitWorld {
    // As an owner does.
    var world = SubmitWorld(requestsPerSecond: perSecond / (1 + Pacer.jitterMargin))
    var submitted = 0
    while submitted < count || world.machine.backlog > 0 {
      // A short backlog is enough and faster, because the machine searches all of it.
      while submitted < count, world.machine.backlog < 12 {
        world.submit("report-\(submitted)")
        submitted += 1
      }
      let wait = world.proceed()
      let due = world.calls.lazy.filter { $0.endedAt == nil }.map { $0.startedAt + answer }.min()
      guard let next = [wait, due].compactMap({ $0 }).min() else { break }
      world.advance(to: next)
      for call in world.calls.suffix(8)
      where call.endedAt == nil && call.startedAt + answer <= world.now.steady {
        world.answer(call.reportId, .receipt(txId: "receipt"))
        disturb(world.calls.count, &world)
      }
    }
    return world
  }

  @Test(
    "at least 99.5 % of the rate is used even with slow answers",
    arguments: [Duration.milliseconds(50), .milliseconds(900), .seconds(2), .milliseconds(3900)]
  )
  func rateIsUsedWithSlowAnswers(_ answer: Duration) {
    let world = send(2000, answer: answer)
    #expect(world.calls.count == 2000)
    let taken = (world.callTimes.last ?? .zero) / .seconds(1)
    #expect(1999 / taken >= 0.995)
    #expect(zip(world.callTimes, world.callTimes.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
  }

  /// After every fiftieth call another owner takes over, with the ledger as its only knowledge.
  @Test("the rate is not exceeded across take-overs") func rateHoldsAcrossTakeOvers() {
    let world = send(1000, answer: .milliseconds(300)) { call, world in
      if call % 50 == 0 { world.crash() }
    }
    #expect(Set(world.reportsCalled).count == 1000)
    #expect(zip(world.callTimes, world.callTimes.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
  }
}
