import PipelineTestSupport
import ELTSimulator
import Logging
import TestSupport
import Kafka
import ELT
import Testing
import TimeReport

@testable import Submission

/// The wall clock is set while the adapter runs, or differs between two instances. Waiting goes by the steady clock.
@Suite struct ClockJumpsTests {
  @Test(arguments: [Duration.seconds(-86_400), .seconds(86_400)])
  func callsKeepTheirDistance(_ jump: Duration) {
    var world = SubmitWorld()
    for number in 0..<4 { world.submit("report-\(number)") }
    world.proceed()
    world.jump(by: jump)
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1), .seconds(2), .seconds(3)])
  }

  /// The ledger's last attempt is in the new owner's future: it waits one interval, no longer.
  @Test(arguments: [Duration.seconds(-86_400), .seconds(-1)])
  func aNewOwnerWhoseClockIsBehindWaitsOneInterval(_ jump: Duration) {
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

  @Test(arguments: [Duration.seconds(60), .seconds(61), .seconds(86_400)])
  func aNewOwnerWhoseClockIsAheadStillWaits(_ jump: Duration) {
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

  @Test(arguments: [Duration.seconds(-86_400), .seconds(86_400)])
  func anOutageIsWaitedOutByTheSteadyClock(_ jump: Duration) {
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
