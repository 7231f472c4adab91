import Testing
import XML

@testable import TimeReport

/// Properties of every report that satisfies the rules.
struct ConversionPropertyTests {
  @Test(
    "a random valid report converts to a valid document that is read back",
    arguments: 1...4
  )
  func aRandomValidReportConvertsToAValidDocumentThatIsReadBack(_ seed: Int) throws {
    var reports = RandomReports(seed: seed)
    let official = try OfficialSchemaTests.official.map { try XMLSchema($0) }
    for _ in 0..<100 {
      let report = try reports.report()
      let event = TimeReportEvent(eventId: "e", source: "/s", request: .prepare(report))
      #expect(EventDecoder().decode(structured: event.encoded()).event == event)

      let converted = Converter().convert(report)
      guard case .success(let document) = converted else {
        Issue.record("seed \(seed): \(found(converted))")
        continue
      }
      #expect(try Converter().convert(report).get().bytes == document.bytes)
      let read = DocumentReader().read(document.bytes, expectedReportId: document.reportId)
      #expect(found(read) == [], "seed \(seed)")
      #expect((try? read.get())?.digest == document.digest)
      if let official { #expect(official.validate(try ParsedXML(document.bytes)).isEmpty) }

      let atMidnight = try Converter(endOfDay: .midnight).convert(report).get()
      #expect(found(DocumentReader().read(atMidnight.bytes)) == [], "seed \(seed)")
    }
  }

  /// Compares minutes of clock time.
  @Test("rows contain exactly the minutes of the shifts in the month")
  func rowsContainExactlyTheMinutesOfTheShiftsInTheMonth() throws {
    var reports = RandomReports(seed: 7)
    for _ in 0..<50 {
      let report = try reports.report()
      let month = report.reportingMonth
      let shifts = report.shifts.enumerated().map { (index: $0.offset, shift: $0.element) }
      let plan = ShiftPlan(shifts, month: month)
      var expected = Array(repeating: Shift.Kind?.none, count: month.length * 1440)
      for shift in report.shifts {
        guard let first = shift.start.instant, let last = shift.end.instant else { continue }
        let from = SwedishTime.clock(at: first), to = SwedishTime.clock(at: last)
        let origin = month.firstDay.daysSinceEpoch * 1440
        let start = max(0, from.date.daysSinceEpoch * 1440 + from.minuteOfDay - origin)
        let end = min(expected.count, to.date.daysSinceEpoch * 1440 + to.minuteOfDay - origin)
        if start < end { for minute in start..<end { expected[minute] = shift.kind } }
      }
      var actual = Array(repeating: Shift.Kind?.none, count: expected.count)
      for row in plan.rows {
        for minute in row.from..<row.to { actual[(row.day - 1) * 1440 + minute] = row.kind }
      }
      #expect(actual == expected)
      let starts = plan.rows.map { $0.day * 1440 + $0.from }
      #expect(starts == starts.sorted())
    }
  }
}
