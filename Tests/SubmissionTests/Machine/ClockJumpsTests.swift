import PipelineTestSupport
import ELTSimulator
import Logging
import TestSupport
import Kafka
import ELT
import Testing
import TimeReport

@testable import Submission

/// The wall clock is set while the adapter runs, or differs between instances. All waits use the steady clock.
@Suite struct ClockJumpsTests {
  @Test(
    "calls keep their interval when the wall clock jumps",
    arguments: [Duration.seconds(-86_400), .seconds(86_400)]
  )
  func callsKeepTheirInterval(_ jump: Duration) {
    var world = SubmitWorld()
    for number in 0..<4 { world.submit("report-\(number)") }
    world.proceed()
    world.jump(by: jump)
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1), .seconds(2), .seconds(3)])
  }

  /// The last attempt in the ledger is in the future of the new owner.
  @Test(
    "a new owner whose clock is behind waits one interval",
    arguments: [Duration.seconds(-86_400), .seconds(-1)]
  )
  func newOwnerWithSlowClockWaitsOneInterval(_ jump: Duration) {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.jump(by: jump)
    world.crash()
    world.submit("B")
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1)])
  }

  @Test(
    "a new owner whose clock is ahead waits one interval",
    arguments: [Duration.seconds(60), .seconds(61), .seconds(86_400)]
  )
  func newOwnerWithFastClockWaitsOneInterval(_ jump: Duration) {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.jump(by: jump)
    world.crash()
    world.submit("B")
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1)])
  }

  @Test(
    "backoff and Retry-After use the steady clock",
    arguments: [Duration.seconds(-86_400), .seconds(86_400)]
  )
  func backoffUsesTheSteadyClock(_ jump: Duration) {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered)
    world.jump(by: jump)
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1)])
    world.answer("A", .unavailable(retryAfter: .seconds(100)))
    world.jump(by: jump)
    world.proceedThroughWaits()
    #expect(world.callTimes.last == .seconds(101))
  }
}
