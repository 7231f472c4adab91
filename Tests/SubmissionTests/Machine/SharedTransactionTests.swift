import ELT
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Stages
@testable import Submission
@testable import Telemetry

/// Several settlements and attempts may share a transaction: the machine returns them before the first is durable.
@Suite struct SharedTransactionTests {
  @Test("nothing further of a report is returned until its settlement is durable") func oneStepPerReport() {
    var world = SubmitWorld(requestsPerSecond: 10)
    world.submit("A")
    world.proceed()
    world.submit("A")
    let settlement = world.end("A", .receipt(txId: "tx"))
    guard case .idle = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("the second request is answered before the first is settled")
      return
    }
    settlement.map { world.commit($0) }
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map { $0.acceptance?.duplicate } == [false, true])
  }

  @Test("attempts whose turns come soon are recorded together, and their calls keep their distance")
  func attemptsShareATransaction() {
    var world = SubmitWorld(requestsPerSecond: 100)
    for number in 0..<4 { world.submit("report-\(number)") }
    var attempts: [(item: SubmitMachine.Item, turn: ContinuousClock.Instant)] = []
    while case .send(let item, let entry, let turn) = world.machine.next(at: world.now, mayStart: true) {
      world.record(entry, item)
      attempts.append((item, turn))
    }
    #expect(attempts.map { $0.turn - world.start } == [0, 10, 20].map { .milliseconds($0) })
    // Recording takes 15 ms, so the first call starts late and delays the others.
    world.advance(by: .milliseconds(15))
    for attempt in attempts {
      while case .wait(let until) = world.machine.mayStart(
        attempt.item.offset,
        turn: attempt.turn,
        at: world.now
      ) {
        world.advance(to: until)
      }
      world.begin(attempt.item)
    }
    world.proceedThroughWaits()
    #expect(world.callTimes == [15, 25, 35, 45].map { .milliseconds($0) })
  }

  @Test("a recorded attempt is withdrawn if ELT becomes unreachable before its call")
  func attemptIsWithdrawn() {
    var world = SubmitWorld(requestsPerSecond: 10)
    world.submit("A")
    world.submit("B")
    world.proceed()
    world.advance(by: .milliseconds(90))
    guard case .send(let item, let entry, let turn) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    world.record(entry, item)
    world.answer("A", .notDelivered)
    #expect(world.machine.mayStart(item.offset, turn: turn, at: world.now) == .withdrawn)
  }

  @Test("an attempt is withdrawn when its lifetime is over") func lateAttemptIsWithdrawn() {
    var world = SubmitWorld()
    world.submit("A")
    guard case .send(let item, _, let turn) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    world.advance(to: turn + .seconds(5))
    #expect(world.machine.mayStart(item.offset, turn: turn, at: world.now) == .granted)
    world.advance(by: .milliseconds(1))
    #expect(world.machine.mayStart(item.offset, turn: turn, at: world.now) == .withdrawn)
  }

  @Test("attempts are recorded earlier when transactions take longer, but never long before their turn")
  func leadFollowsTheTransactions() {
    var world = SubmitWorld()
    #expect(world.machine.recordLead == SubmitMachine.shortestRecordLead)
    for _ in 0..<50 { world.machine.recording(took: .milliseconds(100)) }
    #expect(world.machine.recordLead > .milliseconds(190) && world.machine.recordLead <= .milliseconds(200))
    for _ in 0..<50 { world.machine.recording(took: .seconds(20)) }
    #expect(world.machine.recordLead == SubmitMachine.longestRecordLead)
    for _ in 0..<50 { world.machine.recording(took: .milliseconds(1)) }
    #expect(world.machine.recordLead == SubmitMachine.shortestRecordLead)
  }
}
