import Testing

@testable import Adapter

@Suite struct RenewalDecisionTests {
  @Test func filesAreReadOnceTwoLooksHaveFoundTheSame() {
    var decision = RenewalDecision(inUse: ["a", "b"])
    #expect(decision.next(["a", "b"]) == .nothing)
    #expect(decision.next(["A", "b"]) == .nothing, "half of it is there")
    #expect(decision.next(["A", "B"]) == .nothing, "somebody was still writing")
    #expect(decision.next(["A", "B"]) == .read)
    decision.used(["A", "B"])
    #expect(decision.next(["A", "B"]) == .nothing)
  }

  @Test func whatCannotBeUsedIsTriedAtEachLook() {
    var decision = RenewalDecision(inUse: ["a"])
    #expect(decision.next(["A"]) == .nothing)
    var news: [Bool] = []
    for reason in ["not valid yet", "not valid yet", "has expired"] {
      #expect(decision.next(["A"]) == .read)
      news.append(decision.refused(reason))
    }
    #expect(news == [true, false, true], "each reason is told once")
  }

  @Test func theOldFilesPutBackEndTheAlarm() {
    var decision = RenewalDecision(inUse: ["a"])
    _ = decision.next(["A"])
    _ = decision.next(["A"])
    _ = decision.refused("no")
    #expect(decision.next(["a"]) == .reverted)
    #expect(decision.next(["a"]) == .nothing)
  }

  @Test func oneWhoSaysThatAllIsThereDoesNotWait() {
    var decision = RenewalDecision(inUse: ["a"])
    #expect(decision.next(["A"], isComplete: true) == .read)
    decision.used(["A"])
    #expect(decision.next(["A"], isComplete: true) == .nothing)
  }
}
