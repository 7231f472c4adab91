import SyntheticEvents
import Testing
import TestPKI
import TestSupport
import TimeReport

/// Every generated good event passes the pipeline.
@Suite struct GoodEventTests {
  private func generator(seed: UInt64, today: String = "2026-11-23") throws -> EventGenerator {
    EventGenerator(seed: seed, today: try #require(CalendarDate(today)), pki: try SharedPKI.ours.get())
  }

  @Test(
    "every good event is accepted",
    arguments: ["2026-11-23", "2026-11-01", "2026-04-30", "2024-03-01"],
    OCSPForm.allCases
  )
  func goodEventsAreAccepted(_ day: String, form: OCSPForm) throws {
    var generator = try generator(seed: 42, today: day)
    (generator.ocspForm, generator.formatsTexts) = (form, form == .production)
    let today = try #require(CalendarDate(day))
    for event in try generator.good(40) {
      let expected: Pipeline.Result = event.expectation == .prepared ? .prepared : .readyToSend
      #expect(Pipeline.result(event, today: today) == expected, "\(event.label)")
      #expect(event.key == Array((event.reportId?.text ?? "").utf8))
    }
  }

  @Test("a resolve event is decoded") func resolveEventIsDecoded() throws {
    var generator = try generator(seed: 1)
    #expect(Pipeline.result(generator.resolve(), today: try #require(CalendarDate("2026-11-23"))) == .resolve)
  }

  @Test("generated events vary in kind and content") func eventsVary() throws {
    var generator = try generator(seed: 3)
    let events = try generator.good(72)
    for pattern in ShiftPattern.allCases {
      #expect(events.contains { $0.label.contains(pattern.rawValue) }, "\(pattern)")
    }
    for employment in ReportGenerator.Employment.allCases {
      #expect(events.contains { $0.label.contains(employment.rawValue) }, "\(employment)")
    }
    #expect(events.contains { $0.label.hasSuffix("document") })
    #expect(events.contains { $0.headers.contains { $0.name == "ce_id" } })
    #expect(events.contains { !$0.headers.contains { $0.name == "ce_id" } })
    #expect(Set(events.compactMap(\.reportId)).count == 72)
    #expect(Set(events.compactMap(\.eventId)).count == 72)
  }

  @Test("the same seed gives the same bytes") func sameSeedGivesTheSameBytes() throws {
    var one = try generator(seed: 9)
    var other = try generator(seed: 9)
    var third = try generator(seed: 10)
    let (first, second) = (try one.good(12) + one.bad(), try other.good(12) + other.bad())
    #expect(first.map(\.value) == second.map(\.value))
    #expect(first.map { $0.headers.map(\.value) } == second.map { $0.headers.map(\.value) })
    #expect(try third.good(12).map(\.value) != first.prefix(12).map(\.value))
  }

  @Test("reports of every month of a year convert") func everyMonthConverts() throws {
    for month in 1...12 {
      let month = try #require(CalendarMonth(year: 2026, month: month))
      var reports = ReportGenerator(seed: 5, months: [month])
      for pattern in ShiftPattern.allCases {
        let report = reports.report(.init(pattern: pattern))
        guard case .success = Converter().convert(report) else {
          Issue.record("\(pattern.rawValue) in \(month)")
          continue
        }
      }
    }
  }

  @Test("the description of an event contains nothing of its content") func descriptionHidesTheEvent() throws
  {
    var generator = try generator(seed: 1)
    #expect("\(generator.prepare())" == "GeneratedEvent(redacted)")
  }
}
