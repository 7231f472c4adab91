@testable import Telemetry
import ELT
import PipelineTestSupport
import TimeReport
import TestSupport
import Testing

@testable import PipelineRecords
@testable import Submission

@Suite struct ReceiptTests {
  @Test("a receipt settles the report as accepted") func receiptAcceptsTheReport() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.advance(by: .milliseconds(300))
    world.answer("A", .receipt(txId: "tx-1"))

    #expect(
      world.outcomes("A") == [
        .accepted(txId: "tx-1", acceptedAt: 1_800_000_000_300, attempts: 1)
      ]
    )
    #expect(world.ledger["A"]?.state == .accepted)
    #expect(world.ledger["A"]?.txId == "tx-1")
    #expect(world.committed == 1)
    #expect(world.machine.backlog == 0)
  }

  @Test("notices are in the outcome") func noticesReachTheOutcome() {
    let notice = Problem(.resolveAbandoned, "Any notice will do.", at: .pointer("/data/report/shifts/0"))
    var world = SubmitWorld()
    world.submit("A", notices: [notice])
    world.proceed()
    world.answer("A", .receipt(txId: "tx-1"))
    guard case .accepted(_, _, _, _, _, let notices)? = world.outcomes("A").first else {
      Issue.record("not accepted")
      return
    }
    #expect(notices == [notice])
  }

  @Test("the envelope is sent byte for byte") func envelopeIsSentUnchanged() {
    var world = SubmitWorld()
    world.submit("A", document: "the document")
    world.proceed()
    #expect(world.calls.map(\.envelope) == [Array("A the document".utf8)])
  }

  @Test("the attempt is recorded in the ledger before the call starts") func attemptIsRecordedBeforeTheCall()
  {
    var world = SubmitWorld()
    world.submit("A", document: "d")
    guard case .send(_, let entry, _) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    #expect(
      entry
        == LedgerEntry(
          state: .sending,
          digest: "d",
          attempts: 1,
          txId: nil,
          attemptedAt: world.now.time,
          changedAt: world.now.time,
          offset: 0,
          submissionOffset: 0,
          possiblyDuplicate: false
        )
    )
  }
}
