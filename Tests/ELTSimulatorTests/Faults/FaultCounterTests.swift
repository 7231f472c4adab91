import ELTSimulator
import TestSupport
import Testing
import TimeReport

@Suite struct FaultCounterTests {
  private func faults(_ rules: [FaultRule], _ calls: [ReportId?]) -> [Fault?] {
    var counter = FaultCounter(FaultPlan(rules))
    return calls.map { counter.decide(reportId: $0).fault }
  }

  @Test("every=3 affects every third call") func everyNthCall() {
    #expect(
      faults([.init(.cutAfter, .every(3))], ["a", "b", "c", "d", "e", "f"]).map { $0 != nil }
        == [false, false, true, false, false, true]
    )
  }

  @Test("first=2 affects the first two calls") func firstCalls() {
    #expect(faults([.init(.cutAfter, .first(2))], ["a", nil, "c"]) == [.cutAfter, .cutAfter, nil])
  }

  @Test("each-report affects the first call of each report") func firstCallsOfEachReport() {
    #expect(
      faults([.init(.cutBefore, .firstOfEachReport(1))], ["a", "b", "a", "b", "c"])
        == [.cutBefore, .cutBefore, nil, nil, .cutBefore]
    )
  }

  @Test("id=… affects only calls for that report") func callsForOneReport() {
    let rule = FaultRule(.serverFault, .init(reportId: "b", first: 1))
    #expect(faults([rule], ["a", "b", "b", nil]) == [nil, .serverFault, nil, nil])
  }

  @Test("delays add up and the first other fault applies") func delaysAddUp() {
    var counter = FaultCounter(
      FaultPlan([
        .init(.slow(.seconds(1))), .init(.slow(.seconds(2)), .every(2)), .init(.cutAfter, .every(2)),
        .init(.serverFault),
      ])
    )
    #expect(counter.decide(reportId: nil) == .init(delay: .seconds(1), fault: .serverFault))
    #expect(counter.decide(reportId: nil) == .init(delay: .seconds(3), fault: .cutAfter))
  }
}
