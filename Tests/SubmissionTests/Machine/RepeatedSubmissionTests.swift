@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct RepeatedSubmissionTests {
  private func accepted() -> SubmitWorld {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.advance(by: .seconds(10))
    return world
  }

  @Test("an accepted document is answered from the ledger") func acceptedDocumentIsADuplicate() {
    var world = accepted()
    world.submit("A")
    world.proceedThroughWaits()
    #expect(world.calls.count == 1)
    #expect(
      world.outcomes("A").last
        == .accepted(
          txId: "tx",
          acceptedAt: 1_800_000_000_000,
          attempts: 1,
          duplicate: true
        )
    )
    #expect(world.committed == 2)
  }

  @Test("another document of an accepted report is a conflict") func otherDocumentIsAConflict() {
    var world = accepted()
    world.submit("A", document: "another")
    world.proceedThroughWaits()
    #expect(world.calls.count == 1)
    #expect(world.outcomes("A").last?.firstCode == .reportConflict)
    #expect(world.ledger["A"]?.state == .accepted)
    #expect(world.ledger["A"]?.digest == "first")

    world.submit("A")
    world.proceedThroughWaits()
    #expect(
      world.outcomes("A").last?.acceptance?.duplicate == true,
      "the conflict keeps the receipt"
    )
  }

  @Test("a rejected document is not sent again") func rejectedDocumentIsNotSentAgain() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .refusal)
    world.submit("A")
    world.proceedThroughWaits()
    #expect(world.calls.count == 1)
    #expect(world.outcomes("A").map(\.firstCode) == [.eltXMLValidation, .reportAlreadyRejected])
  }

  @Test("a corrected document is sent") func correctedDocumentIsSent() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .refusal)
    world.submit("A", document: "corrected")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").last?.acceptance?.attempts == 1)
    #expect(world.ledger["A"]?.digest == "corrected")
  }

  @Test("a second submission waits for the first and is then a duplicate") func secondSubmissionWaits() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("A")
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A"])
    world.answer("A", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["A"])
    #expect(world.outcomes("A").map { $0.acceptance?.duplicate } == [false, true])
  }
}
