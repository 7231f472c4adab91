@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

@Suite struct RefusalTests {
  @Test("a refusal is final") func refusalIsFinal() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .refusal)
    world.proceedThroughWaits()

    #expect(
      world.outcomes("A") == [
        .rejected(stage: .submit, problems: [Problem(.eltXMLValidation, "The document is not valid.")])
      ]
    )
    #expect(world.calls.count == 1)
    #expect(world.ledger["A"]?.state == .rejected)
    #expect(world.committed == 1)
    #expect(world.deadLetters.isEmpty)
  }

  @Test(
    "a refusal after a call that may have arrived is marked as possibly duplicate",
    arguments: [SubmissionResult.unknown, .serverFault]
  )
  func refusalAfterADoubt(_ first: SubmissionResult) {
    var world = SubmitWorld(resendsInDoubt: true)
    world.submit("A")
    world.proceed()
    world.answer("A", first)
    world.proceedThroughWaits()
    world.answer("A", .refusal)
    guard case .rejected(.submit, _, let possiblyDuplicate)? = world.outcomes("A").last else {
      Issue.record("\(world.outcomes("A"))")
      return
    }
    #expect(possiblyDuplicate)
  }

  @Test("a refusal does not delay other reports") func refusalDoesNotDelayOthers() {
    var world = SubmitWorld()
    world.submit("A")
    world.submit("B")
    world.proceed()
    world.answer("A", .refusal)
    world.proceedThroughWaits()
    #expect(world.callTimes == [.zero, .seconds(1)])
  }
}
