import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct OrderTests {
  @Test("the records of a report keep their order while other reports overtake")
  func recordsOfAReportKeepTheirOrder() {
    var world = SubmitWorld()
    world.submit("A", document: "first")
    world.submit("A", document: "second")
    world.submit("B")
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "B"])
    world.answer("A", .refusal)
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A", "B", "A"])
    #expect(world.calls.last?.envelope == Array("A second".utf8))
  }

  @Test("a report that waits for its next attempt blocks only its own records")
  func waitingReportBlocksOnlyItself() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .serverFault)
    world.resolve("A", .resend)
    world.submit("B")
    world.resolve("C", .abandon)
    world.proceed()
    world.advance(by: .seconds(1))
    world.proceed()
    #expect(world.reportsCalled == ["A", "B"])
    #expect(world.outcomes("A").isEmpty)
  }

  @Test("the number of calls in progress is limited", arguments: [1, 2, 4]) func callsInProgressAreLimited(
    _ limit: Int
  ) {
    var world = SubmitWorld(requestsPerSecond: 1000, maxInFlight: limit)
    for number in 0..<10 { world.submit("report-\(number)") }
    world.proceedThroughWaits()
    #expect(world.machine.callsUnderWay == limit)
    world.answer("report-0", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.machine.callsUnderWay == limit)
    #expect(world.calls.count == limit + 1)
  }

  @Test("no call starts when starting is not allowed") func nothingStartsWhenNotAllowed() {
    var world = SubmitWorld()
    world.submit("A")
    guard case .idle = world.machine.next(at: world.now, mayStart: false) else {
      Issue.record("started")
      return
    }
  }

  @Test("the offset is committed up to the first open record") func offsetStopsAtTheFirstOpenRecord() {
    var world = SubmitWorld(requestsPerSecond: 1000)
    for name in ["A", "B", "C"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("C", .receipt(txId: "tx"))
    #expect(world.committed == 0)
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.committed == 1)
    world.answer("B", .receipt(txId: "tx"))
    #expect(world.committed == 3)
  }

  @Test("an unreadable record becomes a dead letter and the next one is sent")
  func unreadableRecordBecomesADeadLetter() {
    var world = SubmitWorld()
    world.submit("A")
    world.receiveUnreadable()
    world.submit("B")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.deadLetters.map(\.offset) == [1])
    #expect(world.committed == 2)
    #expect(world.reportsCalled == ["A", "B"])
  }
}
