@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct ResolveTests {
  private func inDoubt() -> SubmitWorld {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .unknown)
    world.proceedThroughWaits()
    world.advance(by: .seconds(60))
    return world
  }

  @Test("resolving as accepted settles the report with the given receipt") func resolvedAsAccepted() {
    var world = inDoubt()
    let receipt: ReceiptId = "7d9333df-ff87-4634-8341-9b81ccc59bc4"
    world.resolve("A", .accepted(txId: receipt))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last == .accepted(txId: receipt, acceptedAt: 1_800_000_060_000, attempts: 1))
    #expect(world.ledger["A"]?.state == .accepted)
    #expect(world.ledger["A"]?.txId == receipt)
    #expect(world.calls.count == 1)

    world.submit("A")
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.acceptance?.duplicate == true)
  }

  @Test("a receipt that is not a UUID gets a notice in the outcome and in later duplicates")
  func unusualReceipt() {
    var world = inDoubt()
    world.resolve("A", .accepted(txId: .exactly("by telephone")))
    world.submit("A")
    world.proceedThroughWaits()
    let notices = world.outcomes("A").dropFirst().map { outcome -> [ProblemCode] in
      guard case .accepted(_, _, _, _, _, let notices) = outcome else { return [] }
      return notices.map(\.code)
    }
    #expect(notices == [[.noticeReceiptForm], [.noticeReceiptForm]])
  }

  @Test("accepting again with the same receipt is a duplicate, with another it is refused")
  func acceptedAgain() {
    var world = inDoubt()
    world.resolve("A", .accepted(txId: "tx"))
    world.resolve("A", .accepted(txId: "tx"))
    world.resolve("A", .accepted(txId: "another"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").dropFirst().map { $0.acceptance?.duplicate } == [false, true, nil])
    #expect(world.outcomes("A").last?.firstCode == .resolveNotInDoubt)
    #expect(world.ledger["A"]?.txId == "tx")
  }

  @Test("resending sends the same bytes and marks the acceptance") func resolvedByResending() {
    var world = inDoubt()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    #expect(world.calls.map(\.envelope) == [Array("A first".utf8), Array("A first".utf8)], "the same bytes")
    world.answer("A", .receipt(txId: "tx"))
    let acceptance = world.outcomes("A").last?.acceptance
    #expect(acceptance?.attempts == 2)
    #expect(acceptance?.possiblyDuplicate == true)
    #expect(world.outcomes.last?.offset == 1, "the resolve event is answered")
    #expect(world.ledger["A"]?.digest == "first")
  }

  @Test("a resend that is not delivered is retried, also after a crash") func undeliveredResendIsRetried() {
    var world = inDoubt()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    world.crash()
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.calls.count == 3)
    #expect(world.outcomes("A").last?.acceptance?.possiblyDuplicate == true)
    #expect(world.outcomes("A").count == 2)
  }

  @Test("a resend that is in doubt again can be resent again") func resendInDoubtAgain() {
    var world = inDoubt()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.answer("A", .unknown)
    #expect(world.outcomes("A").map(\.isInDoubt) == [true, true])
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").last?.acceptance?.attempts == 3)
  }

  @Test("a resend is refused if the submission is gone") func resendOfALostSubmission() {
    var world = inDoubt()
    world.gone = [0]
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.firstCode == .resolveSubmissionGone)
    #expect(world.calls.count == 1)
    #expect(world.ledger["A"]?.state == .inDoubt, "the report can still be resolved in another way")
    #expect(world.committed == 2)
  }

  @Test("a waiting resend whose submission disappears is refused and the doubt stays")
  func resendLosesItsSubmission() {
    var world = inDoubt()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    world.gone = [0]
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.firstCode == .resolveSubmissionGone)
    #expect(world.ledger["A"]?.state == .inDoubt, "the first call is still in doubt")
    world.resolve("A", .accepted(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.acceptance?.txId == "tx")
  }

  @Test("abandoning settles the report as failed") func abandonedReportFails() {
    var world = inDoubt()
    world.resolve("A", .abandon)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.type == .failed)
    #expect(world.outcomes("A").last?.firstCode == .resolveAbandoned)
    #expect(world.ledger["A"]?.state == .abandoned)
    #expect(world.deadLetters.isEmpty)
  }

  @Test("an abandoned report that is submitted again is possibly duplicate")
  func abandonedReportSubmittedAgainIsMarked() {
    var world = inDoubt()
    world.resolve("A", .abandon)
    world.submit("A")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(
      world.outcomes("A").last?.acceptance?.possiblyDuplicate == true,
      "the call in doubt may have arrived"
    )
  }

  @Test("a correction of a resent report is possibly duplicate") func correctionAfterResendIsMarked() {
    var world = inDoubt()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.answer("A", .refusal)
    world.submit("A", document: "corrected")
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(
      world.outcomes("A").last?.acceptance?.possiblyDuplicate == true,
      "the call in doubt may have arrived"
    )
  }

  @Test(
    "a resolution of an unknown report is refused",
    arguments: [ResolveRequest.Resolution.accepted(txId: "tx"), .resend, .abandon]
  )
  func unknownReportIsRefused(_ resolution: ResolveRequest.Resolution) {
    var world = SubmitWorld()
    world.resolve("A", resolution)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.firstCode) == [.resolveUnknownReport])
    #expect(world.calls.isEmpty)
    #expect(world.committed == 1)
  }

  @Test(
    "a resolution of a report that is not in doubt is refused",
    arguments: [ResolveRequest.Resolution.accepted(txId: "another"), .resend, .abandon]
  )
  func reportNotInDoubtIsRefused(_ resolution: ResolveRequest.Resolution) {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: "tx"))
    world.resolve("A", resolution)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.firstCode == .resolveNotInDoubt)
    #expect(world.calls.count == 1)
    #expect(world.ledger["A"]?.state == .accepted)
  }

  @Test("a resolution waits for the call in progress") func resolutionWaitsForTheCall() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.resolve("A", .abandon)
    world.proceedThroughWaits()
    #expect(world.outcomes.isEmpty)
    world.answer("A", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.type) == [.accepted, .rejected])
  }
}
