@testable import PipelineRecords
import ELT
import PipelineTestSupport
import TimeReport
import TestSupport
import Testing

@testable import Submission

@Suite struct PacingTests {
  @Test("calls start one interval apart even if no answer arrives") func callsStartOneIntervalApart() {
    var world = SubmitWorld()
    for number in 0..<4 { world.submit("report-\(number)") }
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1), .seconds(2), .seconds(3)])
  }

  @Test("the first call after an idle period starts at once") func firstCallStartsAtOnce() {
    var world = SubmitWorld()
    world.advance(by: .seconds(100))
    world.submit("A")
    world.proceed()
    #expect(world.callTimes == [.seconds(100)])
  }

  @Test("idle time does not accumulate calls") func idleTimeIsNotAccumulated() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.advance(by: .seconds(60))
    for name in ["B", "C"] { world.submit(name) }
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(60), .seconds(61)])
  }

  @Test("an attempt is recorded shortly before its turn") func attemptIsRecordedBeforeItsTurn() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("B")
    let until = world.proceed()
    #expect(until == world.start + .seconds(1) - SubmitMachine.shortestRecordLead)
    world.advance(to: world.start + .seconds(1) - SubmitMachine.shortestRecordLead)
    guard case .send(_, let entry, let turn) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    #expect(turn == world.start + .seconds(1))
    #expect(entry.attemptedAt == 1_800_000_001_000)
  }

  @Test("a call that starts late delays the next one") func lateCallDelaysTheNext() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("B")
    guard case .send(let item, let entry, _) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    // Recording the attempt takes three quarters of a second.
    world.record(entry, item)
    world.advance(by: .milliseconds(750))
    world.begin(item)
    world.proceedThroughWaits()
    #expect(world.callTimes == [.milliseconds(750), .milliseconds(1750)])
  }

  @Test("a new owner waits a full interval") func newOwnerWaitsAFullInterval() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("B")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.advance(by: .milliseconds(100))
    world.crash()
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .milliseconds(1100)])
  }

  /// The wall clocks may have been set, so the time of the last call is unknown.
  @Test("a new owner of an idle partition also waits a full interval") func newOwnerOfIdlePartitionWaits() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.advance(by: .seconds(120))
    world.crash()
    world.submit("B")
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(121)])
  }
}
