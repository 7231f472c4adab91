import Testing
import TimeReport

@testable import ELT

@Suite struct AgencyTextTests {
  @Test("a text becomes one line without control characters") func becomesOneLineWithoutControlCharacters() {
    #expect(AgencyText("  Rad 3\r\n\tär\u{0}\u{1B}[31m fel \u{202E}\u{7F}").text == "Rad 3 är [31m fel")
    #expect(AgencyText("").text == "")
    #expect(AgencyText(" \n ").text == "")
  }

  @Test("a text is bounded") func isBounded() {
    #expect(AgencyText(String(repeating: "å", count: 500)).text.count == 500)
    let long = AgencyText(String(repeating: "å", count: 501)).text
    #expect(long.count == 500)
    #expect(long.hasSuffix("…"))
    #expect(
      AgencyText("e" + String(repeating: "\u{301}", count: 1_000_000)).text.unicodeScalars.count <= 2000
    )
  }

  /// It may quote the report, so it must not reach a log in the description of another value.
  @Test("a description holds no text") func isNeverPrinted() {
    let secret = "Asta Ek 198002022393"
    let refusal = Refusal(code: .eltXMLValidation, message: AgencyText(secret))
    let fault = ServerFault.fault(status: 500, text: AgencyText(secret))
    for value in [SubmissionResult.refused(refusal), .serverFault(fault)] {
      var dumped = ""
      dump(value, to: &dumped)
      for text in ["\(value)", String(reflecting: value), dumped] { #expect(!text.contains("Asta")) }
    }
  }
}
