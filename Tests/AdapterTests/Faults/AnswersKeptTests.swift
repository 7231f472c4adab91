import ELT
import TimeReport
import Testing

@testable import Adapter

/// The brokers are away for so long that the answer to a call cannot be written down, and the stage begins anew.
@Suite struct AnswersKeptTests {
  @Test func anAnswerIsSettledAfterwards() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.outlastBrokers(.receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.acceptance?.txId) == ["tx"])
    #expect(world.calls.count == 1)
    #expect(world.committed == 1)
  }

  @Test func aFailedDeliveryIsTriedAgain() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.outlastBrokers(.notDelivered)
    world.proceedThroughWaits()
    #expect(world.calls.count == 2)
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").map(\.type) == [.accepted])
    #expect(world.outcomes("A").first?.acceptance?.attempts == 2)
    #expect(world.outcomes("A").first?.acceptance?.possiblyDuplicate == false)
  }

  @Test func whatAnotherInstanceHasSettledMeanwhileStays() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.crash()
    world.proceed()
    #expect(world.outcomes("A").map(\.type) == [.inDoubt])
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.outlastBrokers(.receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.type) == [.inDoubt, .accepted])
    #expect(world.outcomes("A").last?.acceptance?.possiblyDuplicate == true)
  }

  @Test func aRepeatedCallThatWasNotDeliveredIsFetchedAgain() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.crash()
    world.proceed()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.outlastBrokers(.notDelivered)
    world.proceedThroughWaits()
    #expect(world.calls.count == 3)
    #expect(Set(world.calls.map(\.envelope)).count == 1, "the same bytes each time")
  }

  /// The answer is to the second attempt, but the ledger knows the first only: it belongs to another call.
  @Test func anAnswerToAnotherAttemptIsNotTaken() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.crash(
      keeping: [0: FinishedCall(offset: 0, attempts: 2, result: .receipt(txId: "tx"), startedAt: 0)]
    )
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.type) == [.inDoubt])
  }
}
