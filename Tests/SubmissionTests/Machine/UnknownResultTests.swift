@testable import PipelineRecords
@testable import Telemetry
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct UnknownResultTests {
  @Test("with the hold policy a report with an unknown result is in doubt and is not sent again")
  func heldReportIsInDoubt() {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    world.proceed()
    world.answer("A", .unknown)
    world.proceedThroughWaits()
    #expect(
      world.outcomes("A") == [
        .inDoubt(attemptedAt: 1_800_000_000_000, attempts: 1, reason: "The connection was lost.")
      ]
    )
    #expect(world.calls.count == 1)
    #expect(world.ledger["A"]?.state == .inDoubt)
    #expect(world.committed == 1)
  }

  @Test("an unknown result makes the other reports wait for a probe") func unknownResultOpensTheBreaker() {
    var world = SubmitWorld(requestsPerSecond: 10, resendsInDoubt: false)
    for name in ["A", "B", "C", "D"] { world.submit(name) }
    world.proceed()
    world.answer("A", .unknown)
    #expect(world.proceed() == world.now.steady + .seconds(1))
    world.proceedThroughWaits()
    #expect(
      world.reportsCalled == ["A", "B"],
      "a service that cuts every call must not put a month's reports in doubt"
    )
    world.answer("B", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "B", "C", "D"])
  }

  @Test("a submission is refused while its report is in doubt") func submissionInDoubtIsRefused() {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    world.proceed()
    world.answer("A", .unknown)
    world.submit("A")
    world.submit("A", document: "another")
    world.proceedThroughWaits()
    #expect(world.outcomes("A").dropFirst().map(\.firstCode) == [.reportInDoubt, .reportInDoubt])
    for case .rejected(_, _, let possiblyDuplicate) in world.outcomes("A") { #expect(possiblyDuplicate) }
    #expect(world.calls.count == 1)
    #expect(world.ledger["A"]?.state == .inDoubt)
  }

  @Test("with the resend policy the report is sent again and marked as possibly duplicate")
  func resentReportIsMarked() {
    var world = SubmitWorld(resendsInDoubt: true)
    world.submit("A")
    world.proceed()
    world.answer("A", .unknown)
    #expect(world.outcomes.isEmpty)
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.calls.map(\.envelope) == [Array("A first".utf8), Array("A first".utf8)])
    let acceptance = world.outcomes("A").first?.acceptance
    #expect(acceptance?.attempts == 2)
    #expect(acceptance?.possiblyDuplicate == true)
    #expect(acceptance?.duplicate == false)
  }

  @Test("the mark survives a crash") func markSurvivesACrash() {
    var world = SubmitWorld(resendsInDoubt: true)
    world.submit("A")
    world.proceed()
    world.answer("A", .unknown)
    world.crash()
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").first?.acceptance?.possiblyDuplicate == true)
  }
}
