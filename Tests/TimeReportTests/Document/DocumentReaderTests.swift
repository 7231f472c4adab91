import PKI
import Testing
import XML

@testable import TimeReport

struct DocumentReaderTests {
  static let id = "00000000-0000-4000-8000-000000000001"

  @Test("the bytes of a document are kept unchanged")
  func theBytesOfADocumentAreKeptUnchanged() throws {
    let bytes = Array((try Documents.lines() + "\n<!-- end -->\n").utf8)
    let document = try DocumentReader().read(bytes, expectedReportId: ReportId(Self.id)).get()
    #expect(document.bytes == bytes)
    #expect(document.digest.text == SHA256.hexadecimal(try ParsedXML(bytes).canonicalForm()))
    #expect(document.toBeSigned == "\(Self.id),\(document.digest)")
    #expect(document.assistantNumber == Samples.assistantNumber)
    #expect(document.organisationNumber?.digits == Samples.organisationNumber)
    #expect(document.month.description == "2026-10")
  }

  @Test("white space around a number is accepted")
  func whiteSpaceAroundANumberIsAccepted() throws {
    let bytes = try Documents.replacing(
      "<personnummer>198002022393</personnummer>",
      with: "<personnummer>\n 198002022393\t</personnummer>"
    )
    #expect(try DocumentReader().read(bytes).get().assistantNumber == Samples.assistantNumber)
  }

  @Test("an id other than the one in the request is refused")
  func anIdOtherThanTheOneInTheRequestIsRefused() throws {
    let bytes = Array(try Documents.lines().utf8)
    #expect(
      Documents.problems(bytes, expecting: Samples.reportId) == [
        Found(.documentIdMismatch, line: try Documents.line(of: "<id>"))
      ]
    )
  }

  @Test(
    "an invalid value is refused with its line",
    arguments: [
      ("<personnummer>195001012383", "<personnummer>195001012384", ProblemCode.reportPersonalNumber),
      ("<personnummer>198002022393", "<personnummer>198002302393", .reportPersonalNumber),
      ("<fornamn>Asta", "<fornamn> ", .reportName), ("<efternamn>Ek", "<efternamn>", .reportName),
      ("<fornamn>Berit", "<fornamn>Be\trit", .reportName),
      ("<organisationsnummer>5560000001", "<organisationsnummer>5560000002", .reportOrganisationNumber),
      ("<anordnareNamn>Omsorg AB", "<anordnareNamn>", .reportName),
      ("<kontaktperson>Per Chef", "<kontaktperson>", .reportName),
      ("<redovisningsmanad>2026-10", "<redovisningsmanad>1926-10", .reportMonth),
      ("<redovisningsmanad>2026-10", "<redovisningsmanad>2026-13", .reportMonth),
      ("<telefonnummerAnordnare>08-1234567", "<telefonnummerAnordnare>       ", .reportPhone),
      ("<fromDag>2026-10-01", "<fromDag>2026-10-01Z", .documentTimeZone),
      ("<dag>04", "<dag>31</dag>\n", .documentRowDay), ("<dag>05", "<dag>5", .documentRowDay),
      ("<fromTid>22.00", "<fromTid>24.00", .documentRowTime),
      ("<tomTid>06.00", "<tomTid>06.60", .documentRowTime),
      ("<tomTid>24.00", "<tomTid>24.01", .documentRowTime),
      ("<tomTid>24.00", "<tomTid>99.99", .documentRowTime),
    ]
  )
  func anInvalidValueIsRefusedWithItsLine(_ old: String, _ new: String, _ code: ProblemCode) throws {
    // The month has 30 days here, so that day 31 does not exist.
    var bytes = try Documents.replacing(old, with: new)
    if code == .documentRowDay {
      let dag = old == "<dag>04" ? "<dag>31" : "<dag>0"
      let text = try Documents.lines().replacing("2026-10<", with: "2026-11<").replacing(old, with: dag)
      bytes = Array(text.utf8)
    }
    #expect(Documents.problems(bytes).contains(Found(code, line: try Documents.line(of: old))))
  }

  @Test("rows out of order or overlapping are refused")
  func rowsOutOfOrderOrOverlappingAreRefused() throws {
    let first = "<dag>04</dag>\n<fromTid>22.00</fromTid>\n<tomTid>24.00"
    #expect(
      Documents.problems(
        try Documents.replacing(first, with: "<dag>04</dag>\n<fromTid>22.00</fromTid>\n<tomTid>22.00")
      )
      .map(\.code) == [.documentRowOrder]
    )
    #expect(
      Documents.problems(
        try Documents.replacing(first, with: "<dag>05</dag>\n<fromTid>05.00</fromTid>\n<tomTid>07.00")
      )
      .map(\.code) == [.documentRowOverlap]
    )
    // Midnight may be 24.00 or 00.00, and rows may be in any order.
    #expect(
      Documents.problems(
        try Documents.replacing(first, with: "<dag>06</dag>\n<fromTid>00.00</fromTid>\n<tomTid>00.00")
      )
      .isEmpty
    )
  }

  /// Summer time begins on 29 March 2026 at 02.00, and ends on 25 October 2026.
  @Test(
    "a row that starts or ends in the skipped hour is refused, as a shift is",
    arguments: [
      ("29", "02.15", "02.45", true), ("29", "02.00", "03.00", true), ("29", "01.00", "02.01", true),
      ("29", "02.59", "24.00", true), ("29", "01.00", "02.00", false), ("29", "03.00", "04.00", false),
      ("29", "01.59", "03.00", false), ("22", "02.15", "02.45", false), ("28", "02.15", "02.45", false),
    ]
  )
  func aRowInTheSkippedHourIsRefused(_ day: String, _ from: String, _ to: String, _ isRefused: Bool) throws {
    let text = try Documents.lines().replacing("2026-10<", with: "2026-03<")
      .replacing("2026-10-01", with: "2026-03-01")
      .replacing(
        "<dag>04</dag>\n<fromTid>22.00</fromTid>\n<tomTid>24.00",
        with: "<dag>\(day)</dag>\n<fromTid>\(from)</fromTid>\n<tomTid>\(to)"
      )
    let line = try Documents.line(of: "<dag>04") - 1
    #expect(
      Documents.problems(Array(text.utf8))
        == (isRefused ? [Found(.documentRowInSkippedHour, line: line)] : [])
    )
    let clock = { (time: String) in time.replacing(".", with: ":") }
    let shift = try Samples.report {
      $0.reportingMonth = try Samples.month("2026-03")
      $0.calculationPeriods = []
      let end = to == "24.00" ? "2026-03-30T00:00" : "2026-03-\(day)T\(clock(to))"
      $0.shifts = [try Samples.shift("2026-03-\(day)T\(clock(from))", end)]
    }
    #expect(found(Converter().convert(shift)).contains { $0.code == .shiftNonexistentTime } == isRefused)
  }

  @Test(
    "a document that violates the schema is refused",
    arguments: [
      ("<aktivTid>true", "<aktivTid>1"), ("<aktivTid>true", "<aktivTid>false"), ("<aktivTid>", "<aktivtid>"),
      ("<kollektivavtal>true", "<kollektivavtal>ja"), ("<id>0", "<id>A"), ("<dag>04", "<dag>4.0"),
      ("<fromTid>22.00", "<fromTid>22:00"), ("<telefonnummer>08-1234567", "<telefonnummer>08-123"),
      ("<personnummer>195001012383", "<personnummer>19500101-2383"),
      ("<fromDag>2026-10-01", "<fromDag>2026-02-30"),
      ("<efternamn>Ek</efternamn>\n", ""), ("<kollektivavtal>", "<okänt/><kollektivavtal>"),
      ("<id>", "<id a=\"b\">"),
    ]
  )
  func aDocumentThatViolatesTheSchemaIsRefused(_ old: String, _ new: String) throws {
    let text = try Documents.lines().replacing(old, with: new)
      .replacing("</aktivTid>", with: new.contains("aktivtid") ? "</aktivtid>" : "</aktivTid>")
    #expect(Documents.problems(Array(text.utf8)).map(\.code).contains(.xmlSchema))
  }

  @Test("all problems are reported at once")
  func allProblemsAreReportedAtOnce() throws {
    let text = try Documents.lines().replacing("195001012383", with: "195001012384")
      .replacing("<kollektivavtal>true", with: "<kollektivavtal>ja").replacing(
        "<tomTid>06.00",
        with: "<tomTid>25.00"
      )
    #expect(
      Documents.problems(Array(text.utf8)) == [
        Found(.reportPersonalNumber, line: try Documents.line(of: "195001012383")),
        Found(.xmlSchema, line: try Documents.line(of: "<kollektivavtal>")),
        Found(.documentRowTime, line: try Documents.line(of: "<tomTid>06.00")),
      ]
    )
  }

  @Test("no problem repeats content of the document")
  func noProblemRepeatsContentOfTheDocument() throws {
    let text = try Documents.lines().replacing("195001012383", with: "Hemlig").replacing(
      "<dag>04",
      with: "<dag>Hemlig"
    )
    .replacing("true</aktivTid>", with: "Hemlig</aktivTid>").replacing("<id>0", with: "<id>Hemlig")
    guard case .failure(let problems) = DocumentReader().read(Array(text.utf8)) else {
      Issue.record("read")
      return
    }
    #expect(problems.count >= 4)
    for problem in problems { #expect(!"\(problem)".contains("Hemlig")) }
  }

  @Test("the id of a refused document is found")
  func theIdOfARefusedDocumentIsFound() throws {
    let bytes = try Documents.replacing("<aktivTid>true", with: "<aktivTid>1")
    #expect(DocumentReader().reportId(in: bytes)?.text == Self.id)
    #expect(DocumentReader().reportId(in: try Documents.replacing("<id>0", with: "<id>x")) == nil)
    #expect(DocumentReader().reportId(in: Array("no XML".utf8)) == nil)
  }
}
