import ELTSimulator
import TimeReport
import Testing

/// Every bad event is refused as its label says.
@Suite struct BadEventTests {
  private func today() throws -> CalendarDate { try #require(CalendarDate("2026-11-23")) }

  @Test(arguments: BadEvent.catalogue)
  func isRefusedAsExpected(_ kind: BadEvent) throws {
    for seed in UInt64(1)...2 {
      var generator = EventGenerator(seed: seed, today: try today(), pki: try SharedPKI.ours.get())
      let event = try generator.bad(kind)
      let result = Pipeline.result(event, today: try today())
      switch (event.expectation, result) {
      case (.deadLetter(let code), .deadLetter(let codes)):
        #expect(codes.contains(code), "\(kind.label): \(codes)")
        #expect(event.eventId == nil)
      case (.rejected(let stage, let code), .rejected(let found, let codes)):
        #expect(stage == found && codes.contains(code), "\(kind.label): \(found) \(codes)")
        #expect(event.eventId != nil)
      default: Issue.record("\(kind.label): \(result)")
      }
    }
  }

  @Test func labelsAreUnique() {
    #expect(Set(BadEvent.catalogue.map(\.label)).count == BadEvent.catalogue.count)
  }

  @Test func theWholeCatalogueIsMade() throws {
    var generator = EventGenerator(seed: 7, today: try today(), pki: try SharedPKI.ours.get())
    #expect(try generator.bad().map(\.label) == BadEvent.catalogue.map(\.label))
  }
}

extension BadEvent: CustomTestStringConvertible {
  public var testDescription: String { label }
}
