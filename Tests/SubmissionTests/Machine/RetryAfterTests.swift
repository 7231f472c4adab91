@testable import Telemetry
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct RetryAfterTests {
  @Test("a Retry-After longer than the backoff is honoured") func longerRetryAfterIsHonoured() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .unavailable(retryAfter: .seconds(120)))
    #expect(world.proceed() == world.now.steady + .seconds(120))
  }

  @Test("a Retry-After shorter than the backoff is ignored") func shorterRetryAfterIsIgnored() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .unavailable(retryAfter: .milliseconds(1)))
    #expect(world.proceed() == world.now.steady + .seconds(1))
  }

  @Test("a Retry-After is limited to one hour") func retryAfterIsLimited() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .unavailable(retryAfter: .seconds(1_000_000)))
    #expect(world.proceed() == world.now.steady + .seconds(3600))
  }

  @Test("the answer to an earlier call does not shorten the wait") func earlierAnswerKeepsTheWait() {
    var world = SubmitWorld(requestsPerSecond: 1000)
    for name in ["A", "B", "C"] { world.submit(name) }
    world.maxInFlight = 2
    world.proceedThroughWaits()
    world.answer("B", .unavailable(retryAfter: .seconds(120)))
    let askedUntil = world.now.steady + .seconds(120)
    world.answer("A", .receipt(txId: "tx"))
    world.answer("C", .receipt(txId: "tx"))
    #expect(world.proceed() == askedUntil)
  }
}
