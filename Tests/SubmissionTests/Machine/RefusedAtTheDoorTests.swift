import ELT
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Stages
@testable import Submission
@testable import Telemetry

/// A gateway refuses one report, for example because of its bytes, and accepts the others.
@Suite struct RefusedAtTheDoorTests {
  static let forbidden = SubmissionResult.notDelivered(
    TransportFailure(.eltAccessDenied, "ELT denied access.", status: 403)
  )

  @Test("after a refusal the next call is for another report") func anotherReportProbes() {
    var world = SubmitWorld()
    for name in ["bad", "B", "C"] { world.submit(name) }
    world.proceed()
    world.answer("bad", Self.forbidden)
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["bad", "B"])
    #expect(world.machine.breaker.state == .probing(offset: 1))
  }

  @Test("the only report that is refused fails after three further attempts, and the others are sent")
  func refusedAloneFails() {
    var world = SubmitWorld()
    world.submit("bad")
    for number in 0..<200 { world.submit("good-\(number)") }
    world.run(until: .seconds(600)) { $0 == "bad" ? Self.forbidden : .receipt(txId: .named("tx-\($0)")) }
    #expect(world.outcomes.count == 201)
    #expect(world.outcomes("bad").map(\.firstCode) == [.eltReportRefused])
    #expect(world.deadLetters.map(\.code) == [.eltReportRefused])
    #expect(world.reportsCalled.count { $0 == "bad" } == 4)
    #expect(world.committed == 201)
  }

  @Test("many reports that are refused do not hold up the others") func manyRefusedReports() {
    var world = SubmitWorld()
    for number in 0..<20 { world.submit("bad-\(number)") }
    for number in 0..<200 { world.submit("good-\(number)") }
    world.run(until: .seconds(3600)) {
      $0.hasPrefix("bad") ? Self.forbidden : .receipt(txId: .named("tx-\($0)"))
    }
    #expect(world.outcomes.count { $0.outcome.type == .accepted } == 200)
    #expect(world.outcomes.count { $0.outcome.firstCode == .eltReportRefused } == 20)
  }

  @Test("while ELT refuses every report, none fails") func refusalOfAllFailsNothing() {
    var world = SubmitWorld()
    for number in 0..<20 { world.submit("report-\(number)") }
    world.run(until: .seconds(7200)) { _ in Self.forbidden }
    #expect(world.outcomes.isEmpty)
    #expect(Set(world.reportsCalled).count == 20, "each probe is for another report")
    world.run(until: .seconds(8200)) { .receipt(txId: .named("tx-\($0)")) }
    #expect(world.outcomes.count { $0.outcome.type == .accepted } == 20)
  }

  @Test("a report that is refused while the queue is empty is retried indefinitely")
  func refusedInAnEmptyQueue() {
    var world = SubmitWorld()
    world.submit("bad")
    world.run(until: .seconds(7200)) { _ in Self.forbidden }
    #expect(world.outcomes.isEmpty)
    #expect(world.calls.count > 100)
  }

  @Test(
    "failures that concern all reports never count against one",
    arguments: [
      SubmissionResult.notDelivered, .unavailable(retryAfter: .seconds(1)),
      .notDelivered(TransportFailure(.eltTooManyRequests, "Too many requests.", status: 429)),
    ]
  ) func sharedFailuresDoNotCount(_ failure: SubmissionResult) {
    var world = SubmitWorld()
    world.submit("unlucky")
    for number in 0..<100 { world.submit("good-\(number)") }
    world.run(until: .seconds(600)) { $0 == "unlucky" ? failure : .receipt(txId: .named("tx-\($0)")) }
    #expect(world.outcomes("unlucky").isEmpty)
    #expect(world.machine.breaker.outage != nil, "the connection fails, whichever report is sent")
  }

  @Test("with resend, the only report whose calls end unknown is in doubt after three further attempts")
  func unknownAloneIsInDoubt() {
    var world = SubmitWorld(resendsInDoubt: true)
    world.submit("bad")
    for number in 0..<200 { world.submit("good-\(number)") }
    world.run(until: .seconds(600)) { $0 == "bad" ? .unknown : .receipt(txId: .named("tx-\($0)")) }
    #expect(world.outcomes("bad").map(\.isInDoubt) == [true])
    #expect(world.reportsCalled.count { $0 == "bad" } == 4)
    #expect(world.outcomes.count == 201)
  }

  @Test("the alert is raised when a second report is refused, not for the first")
  func alertNeedsASecondRefusal() {
    var alert = OutageAlert()
    var breaker = CircuitBreaker(RetryPolicy())
    let now = SubmitMachine.Now(steady: .now, wall: 1_800_000_000_000)
    guard case .notDelivered(let failure) = Self.forbidden else { return }
    breaker.failed(0, failure, at: now, jitter: 1)
    #expect(alert.notice(breaker, at: now.steady) == nil)
    breaker.started(1)
    breaker.failed(1, failure, at: now, jitter: 1)
    #expect(alert.notice(breaker, at: now.steady) == .opened(failure))
  }
}
