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
