import SyntheticEvents
import Testing
import TestPKI
import TestSupport
import TimeReport

/// Every generated bad event is refused for the reason in its label.
@Suite struct BadEventTests {
  private func today() throws -> CalendarDate { try #require(CalendarDate("2026-11-23")) }

  @Test("a bad event is refused with the code of its label", arguments: BadEvent.catalogue)
  func badEventIsRefusedAsExpected(_ kind: BadEvent) throws {
    for (seed, form) in zip(UInt64(1)...2, OCSPForm.allCases) {
      var generator = EventGenerator(seed: seed, today: try today(), pki: try SharedPKI.ours.get())
      (generator.ocspForm, generator.formatsTexts) = (form, form == .production)
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

  @Test(
    "a bad signature has only the faults of its label",
    arguments: BadEvent.catalogue.filter { $0.signatureCode != nil },
    OCSPForm.allCases
  )
  func badSignatureHasNoOtherFault(_ kind: BadEvent, form: OCSPForm) throws {
    let code = try #require(kind.signatureCode)
    var generator = EventGenerator(seed: 3, today: try today(), pki: try SharedPKI.ours.get())
    (generator.ocspForm, generator.formatsTexts) = (form, form == .production)
    guard case .rejected(_, let codes) = Pipeline.result(try generator.bad(kind), today: try today()) else {
      Issue.record("\(kind.label) is not refused")
      return
    }
    #expect(Set(codes).subtracting(kind.also) == [code])
    #expect(codes.count == Set(codes).count)
  }

  @Test("labels are unique") func labelsAreUnique() {
    #expect(Set(BadEvent.catalogue.map(\.label)).count == BadEvent.catalogue.count)
  }

  @Test("the whole catalogue is generated") func wholeCatalogueIsGenerated() throws {
    var generator = EventGenerator(seed: 7, today: try today(), pki: try SharedPKI.ours.get())
    #expect(try generator.bad().map(\.label) == BadEvent.catalogue.map(\.label))
  }
}

extension BadEvent {
  var signatureCode: ProblemCode? {
    if case .rejected(.signatures, let code) = expectation { code } else { nil }
  }
}

extension BadEvent: CustomTestStringConvertible {
  public var testDescription: String { label }
}
