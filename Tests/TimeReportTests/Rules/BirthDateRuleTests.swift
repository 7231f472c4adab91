import TestSupport
import Testing

@testable import TimeReport

/// Persons born after today are refused, in reports and documents.
struct BirthDateRuleTests {
  private static let today = "2026-11-30"

  private func problems(_ change: (inout TimeReport) throws -> Void) throws -> Set<Found> {
    let document = try Converter().convert(try Samples.report(change)).get()
    return found(BirthDateRule.check(document, today: try Samples.date(Self.today)))
  }

  @Test(
    "a person born after today is refused, one born today is not",
    arguments: [
      ("202611302387", false), ("202612012381", true), ("209901012386", true), ("195001012383", false),
    ]
  )
  func personalNumber(_ number: String, _ isRefused: Bool) throws {
    let person = Found(.reportBirthInFuture, "/data/report/assistedPerson/personalIdentityNumber")
    #expect(try problems { $0.assistedPerson.personalIdentityNumber = number } == (isRefused ? [person] : []))
    let assistant = Found(.reportBirthInFuture, "/data/report/assistant/personalIdentityNumber")
    #expect(
      try problems { $0.assistant.number = .personalIdentityNumber(number) } == (isRefused ? [assistant] : [])
    )
  }

  @Test(
    "a coordination number with an unknown month or day is refused if the whole year or month is in the future",
    arguments: [
      ("202600602383", false), ("202612602389", true), ("202611602380", false), ("202700602382", true),
    ]
  )
  func coordinationNumber(_ number: String, _ isRefused: Bool) throws {
    let place = Found(.reportBirthInFuture, "/data/report/assistant/coordinationNumber")
    #expect(try problems { $0.assistant.number = .coordinationNumber(number) } == (isRefused ? [place] : []))
  }

  @Test("a document names the line of the number") func document() throws {
    let bytes = try Documents.replacing("195001012383", with: "209901012386")
    let document = try DocumentReader().read(bytes).get()
    #expect(
      found(BirthDateRule.check(document, today: try Samples.date(Self.today))) == [
        Found(.reportBirthInFuture, line: try Documents.line(of: "195001012383"))
      ]
    )
  }
}
