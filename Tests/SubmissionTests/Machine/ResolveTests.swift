@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
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

  @Test func accepted() {
    var world = inDoubt()
    world.resolve("A", .accepted(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last == .accepted(txId: "tx", acceptedAt: 1_800_000_060_000, attempts: 1))
    #expect(world.ledger["A"]?.state == .accepted)
    #expect(world.ledger["A"]?.txId == "tx")
    #expect(world.calls.count == 1)

    world.submit("A")
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.acceptance?.duplicate == true)
  }

  @Test func acceptedOnceMoreWithTheSameReceipt() {
    var world = inDoubt()
    world.resolve("A", .accepted(txId: "tx"))
    world.resolve("A", .accepted(txId: "tx"))
    world.resolve("A", .accepted(txId: "another"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").dropFirst().map { $0.acceptance?.duplicate } == [false, true, nil])
    #expect(world.outcomes("A").last?.firstCode == .resolveNotInDoubt)
    #expect(world.ledger["A"]?.txId == "tx")
  }

  @Test func resend() {
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

  @Test func resendThatIsNotDeliveredIsTriedAgain() {
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

  @Test func resendThatEndsInDoubtAgain() {
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

  @Test func resendOfASubmissionThatIsGone() {
    var world = inDoubt()
    world.gone = [0]
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.firstCode == .resolveSubmissionGone)
    #expect(world.calls.count == 1)
    #expect(world.ledger["A"]?.state == .inDoubt, "still to be resolved in another way")
    #expect(world.committed == 2)
  }

  @Test func resendWhoseSubmissionGoesWhileItWaits() {
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

  @Test func abandon() {
    var world = inDoubt()
    world.resolve("A", .abandon)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").last?.type == .failed)
    #expect(world.outcomes("A").last?.firstCode == .resolveAbandoned)
    #expect(world.ledger["A"]?.state == .abandoned)
    #expect(world.deadLetters.isEmpty)
  }

  @Test func aReportSubmittedAgainAfterItWasAbandonedMayBeADuplicate() {
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

  @Test func aCorrectionOfAReportThatWasResentMayBeADuplicate() {
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

  @Test(arguments: [ResolveRequest.Resolution.accepted(txId: "tx"), .resend, .abandon])
  func anUnknownReport(_ resolution: ResolveRequest.Resolution) {
    var world = SubmitWorld()
    world.resolve("A", resolution)
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.firstCode) == [.resolveUnknownReport])
    #expect(world.calls.isEmpty)
    #expect(world.committed == 1)
  }

  @Test(arguments: [ResolveRequest.Resolution.accepted(txId: "another"), .resend, .abandon])
  func aReportThatIsNotInDoubt(_ resolution: ResolveRequest.Resolution) {
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

  @Test func aResolutionWaitsForTheCallUnderWay() {
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
