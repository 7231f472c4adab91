import ELTSimulator
import Foundation
import TestSupport
import Testing

@Suite struct FaultPlanTextTests {
  @Test("rules are parsed and printed in the same form") func rulesAreParsedAndPrinted() throws {
    let plan = try FaultPlan(
      parsing:
        "slow=2s:every=10, unavailable=30s:first=3, cut-after:id=4A8DB4B8-bc29-4406-901c-3f69298cabe3,malformed"
    )
    #expect(
      plan.rules == [
        FaultRule(.slow(.seconds(2)), .every(10)),
        FaultRule(.unavailable(retryAfter: .seconds(30)), .first(3)),
        FaultRule(.cutAfter, .report("4a8db4b8-bc29-4406-901c-3f69298cabe3")), FaultRule(.malformed(.notXML)),
      ]
    )
    #expect(try FaultPlan(parsing: plan.text) == plan)
    #expect(try FaultPlan(parsing: "").rules.isEmpty)
  }

  @Test(
    "every fault is equal after printing and parsing",
    arguments: [
      "slow=250ms", "slow=1m:every=2:first=4", "unavailable", "unavailable=5s",
      "cut-before:each-report:first=1",
      "cut-after", "malformed=html", "malformed=cut-short", "xml-validation-error",
      "signature-validation-error",
      "server-fault", "wrong-answer", "early", "early=413:first=2",
      "denied=401:id=4a8db4b8-bc29-4406-901c-3f69298cabe3", "denied",
      "unavailable-after", "unavailable-after=5s", "repeated-answer:every=2", "encoded", "encoded=utf-16",
    ]
  )
  func everyFaultRoundTrips(_ text: String) throws {
    let rule = try FaultRule(parsing: text)
    #expect(try FaultRule(parsing: rule.text) == rule)
  }

  @Test(
    "an invalid rule is refused with a message",
    arguments: [
      "slow", "slow=2", "slow=s", "slow=-1s", "slow=99999999999999999999s", "slow=100000000m", "cut-before=1",
      "malformed=nonsense", "explode", "early=99", "denied=x", "encoded=morse", "repeated-answer=1",
      "slow=1s:every=0", "slow=1s:every", "slow=1s:first=x", "slow=1s:", "",
      "slow=1s:each-report=2", "cut-after:id=report",
    ]
  )
  func invalidRuleIsRefused(_ text: String) throws {
    let problem = #expect(throws: FaultSyntaxError.self) { try FaultRule(parsing: text) }
    #expect(problem?.description.isEmpty == false)
  }

  @Test("JSON uses the text form of the rules") func jsonUsesTheSameText() throws {
    let json = Data(#"{"rules":["slow=2s:every=10","cut-after:first=1"]}"#.utf8)
    let plan = try JSONDecoder().decode(FaultPlan.self, from: json)
    #expect(plan.rules == [FaultRule(.slow(.seconds(2)), .every(10)), FaultRule(.cutAfter, .first(1))])
    let written = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(FaultPlan.self, from: written) == plan)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FaultPlan.self, from: Data(#"{"rules":["explode"]}"#.utf8))
    }
  }
}
