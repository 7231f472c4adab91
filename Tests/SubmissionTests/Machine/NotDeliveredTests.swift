@testable import Telemetry
@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct NotDeliveredTests {
  @Test("an undelivered report is sent again after a backoff") func reportIsRetriedAfterABackoff() {
    var world = SubmitWorld()
    world.jitter = 0
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered)
    #expect(world.outcomes.isEmpty)
    #expect(world.proceed() == world.start + .milliseconds(500))
    world.proceedThroughWaits()
    #expect(
      world.callTimes == [.zero, .seconds(1)],
      "never closer than the interval, however short the backoff"
    )
  }

  @Test("the backoff doubles up to one minute", arguments: [0.0, 0.5, 1.0]) func backoffDoublesUpToAMinute(
    jitter: Double
  ) {
    var world = SubmitWorld(requestsPerSecond: 1000)
    world.jitter = jitter
    world.submit("A")
    world.proceed()
    var waits: [Duration] = []
    for _ in 0..<9 {
      world.answer("A", .notDelivered)
      guard let until = world.proceed() else { break }
      waits.append(until - world.now.steady)
      world.advance(to: until)
      world.proceed()
    }
    let upperHalf = 0.5 + jitter / 2
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) * upperHalf })
  }

  @Test("an undelivered report is retried indefinitely") func retriesNeverEnd() {
    var world = SubmitWorld()
    world.submit("A")
    for _ in 0..<1000 {
      world.proceedThroughWaits()
      world.answer("A", .notDelivered)
    }
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").map { $0.acceptance?.attempts } == [1001])
    #expect(world.outcomes("A").first?.acceptance?.possiblyDuplicate == false)
  }

  @Test(
    "a second call after an answer to the whole report is marked as possibly duplicate, even after a crash"
  )
  func answeredReportIsMarked() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered(TransportFailure(.eltAccessDenied, "No.", status: 403, wasSent: true)))
    world.crash()
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").first?.acceptance?.possiblyDuplicate == true)
  }

  @Test("the waiting state is recorded, so a crash leaves no doubt") func waitingStateSurvivesACrash() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered)
    #expect(world.ledger["A"]?.state == .waiting)
    #expect(world.committed == 0)
    world.crash()
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "A"])
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").first?.acceptance?.attempts == 2)
    #expect(world.outcomes("A").first?.acceptance?.possiblyDuplicate == false)
  }
}
