import Foundation
import Testing
import TestSupport

@Suite struct DemoTests {
  @Test("the demo gives every report its expected outcome and exits with 0") func everyReportGetsItsOutcome()
    async throws
  {
    struct Row: Decodable {
      let label: String
      let outcome: String
      let asExpected: Bool
    }
    let result = try await Binary.simulator.run("demo", "--json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(result.outputText.utf8))
    #expect(rows.count == 60)
    #expect(rows.filter { !$0.asExpected }.map { "\($0.label): \($0.outcome)" } == [])
    #expect(
      Set(rows.map(\.outcome)) == ["accepted", "prepared", "rejected", "in doubt", "failed", "dead letter"]
    )
    #expect(result.status == 0, "\(result.errorText)")
  }
}
