import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

/// The outbox record of a waiting or open report was deleted, by retention or manually.
@Suite struct LostOutboxRecordTests {
  private func world(after result: SubmissionResultName) -> SubmitWorld {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    world.proceed()
    if result == .notDelivered { world.answer("A", .notDelivered) }
    world.gone = [0]
    world.crash()
    return world
  }

  enum SubmissionResultName: CaseIterable { case none, notDelivered }

  @Test("a waiting report whose record is gone is sent when it is submitted again")
  func waitingReportIsSentAgain() {
    var world = world(after: .notDelivered)
    world.submit("A")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").map { $0.acceptance?.possiblyDuplicate } == [false])
  }

  @Test("an open attempt whose record is gone is in doubt and can be resolved") func openAttemptIsInDoubt() {
    var world = world(after: .none)
    world.submit("A")
    world.resolve("A", .resend)
    world.resolve("A", .accepted(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").prefix(2).map(\.firstCode) == [.reportInDoubt, .resolveSubmissionGone])
    #expect(world.outcomes("A").last?.acceptance?.txId == "tx")
    #expect(world.calls.count == 1)
  }
}
