import Testing

@testable import Adapter

@Suite struct RenewalDecisionTests {
  @Test("changed files are read when two consecutive checks find the same content")
  func unchangedFilesAreReadAfterTwoChecks() {
    var decision = RenewalDecision(inUse: ["a", "b"])
    #expect(decision.next(["a", "b"]) == .nothing)
    #expect(decision.next(["A", "b"]) == .nothing, "one of two files has changed")
    #expect(decision.next(["A", "B"]) == .nothing, "the files may still be being written")
    #expect(decision.next(["A", "B"]) == .read)
    decision.used(["A", "B"])
    #expect(decision.next(["A", "B"]) == .nothing)
  }

  @Test("unusable files are retried at each check and each reason is reported once")
  func refusedFilesAreRetried() {
    var decision = RenewalDecision(inUse: ["a"])
    #expect(decision.next(["A"]) == .nothing)
    var news: [Bool] = []
    for reason in ["not valid yet", "not valid yet", "has expired"] {
      #expect(decision.next(["A"]) == .read)
      news.append(decision.refused(reason))
    }
    #expect(news == [true, false, true], "each reason is reported once")
  }

  @Test("restoring the previous files ends the alarm") func restoringTheOldFilesEndsTheAlarm() {
    var decision = RenewalDecision(inUse: ["a"])
    _ = decision.next(["A"])
    _ = decision.next(["A"])
    _ = decision.refused("no")
    #expect(decision.next(["a"]) == .reverted)
    #expect(decision.next(["a"]) == .nothing)
  }

  @Test("an explicit reload reads changed files without a second check") func explicitReloadReadsAtOnce() {
    var decision = RenewalDecision(inUse: ["a"])
    #expect(decision.next(["A"], isComplete: true) == .read)
    decision.used(["A"])
    #expect(decision.next(["A"], isComplete: true) == .nothing)
  }
}
