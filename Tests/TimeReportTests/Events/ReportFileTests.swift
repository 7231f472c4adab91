import Testing

@testable import TimeReport

struct ReportFileTests {
  @Test("a bare report is read")
  func aBareReportIsRead() throws {
    let report = try Samples.report()
    guard case .report(let read) = try ReportFile.decode(report.encoded()).get() else {
      Issue.record("no report")
      return
    }
    #expect(read == report)
  }

  @Test("an event is read")
  func anEventIsRead() throws {
    guard case .event(let event) = try ReportFile.decode(Golden.bytes("requests/submit-report.json")).get()
    else {
      Issue.record("no event")
      return
    }
    #expect(event.eventId == "event-submit-report")
  }

  @Test("problems point into the file")
  func problemsPointIntoTheFile() throws {
    let report = try JSONValue(try Samples.report().encoded()).replacing("shifts/0/kind", by: nil)
      .replacing("providerPhone", by: .string("1")).replacing("extra", by: .null)
    #expect(
      found(ReportFile.decode(report.bytes)) == [
        Found(.eventMissingField, "/shifts/0/kind"), Found(.eventUnknownField, "/extra"),
        Found(.reportPhone, "/providerPhone"),
      ]
    )
    #expect(found(ReportFile.decode(Array("{".utf8))) == [Found(.eventNotJSON, "")])
    let event = try Events.json().replacing("data", by: nil)
    #expect(found(ReportFile.decode(event.bytes)) == [Found(.eventMissingField, "/data")])
    let twice = Array(#"{"reportId":1,"reportId":1}"#.utf8)
    #expect(found(ReportFile.decode(twice)).contains(Found(.eventDuplicateField, "/reportId")))
  }
}
