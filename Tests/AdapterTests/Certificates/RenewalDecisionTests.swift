import Testing

@testable import Adapter

@Suite struct RenewalDecisionTests {
  @Test func filesAreReadOnceTwoLooksHaveFoundTheSame() {
    var decision = RenewalDecision(inUse: ["a", "b"])
    #expect(decision.look(["a", "b"]) == .nothing)
    #expect(decision.look(["A", "b"]) == .nothing, "half of it is there")
    #expect(decision.look(["A", "B"]) == .nothing, "somebody was still writing")
    #expect(decision.look(["A", "B"]) == .read)
    decision.used(["A", "B"])
    #expect(decision.look(["A", "B"]) == .nothing)
  }

  @Test func whatCannotBeUsedIsTriedAtEachLook() {
    var decision = RenewalDecision(inUse: ["a"])
    #expect(decision.look(["A"]) == .nothing)
    var news: [Bool] = []
    for reason in ["not valid yet", "not valid yet", "has expired"] {
      #expect(decision.look(["A"]) == .read)
      news.append(decision.refused(reason))
    }
    #expect(news == [true, false, true], "each reason is told once")
  }

  @Test func theOldFilesPutBackEndTheAlarm() {
    var decision = RenewalDecision(inUse: ["a"])
    _ = decision.look(["A"])
    _ = decision.look(["A"])
    _ = decision.refused("no")
    #expect(decision.look(["a"]) == .takenBack)
    #expect(decision.look(["a"]) == .nothing)
  }

  @Test func oneWhoSaysThatAllIsThereDoesNotWait() {
    var decision = RenewalDecision(inUse: ["a"])
    #expect(decision.look(["A"], isComplete: true) == .read)
    decision.used(["A"])
    #expect(decision.look(["A"], isComplete: true) == .nothing)
  }
}
