import Testing

@testable import TimeReport

struct TextRuleTests {
  @Test(
    "real names are accepted",
    arguments: [
      "\u{200F}\u{5D0}", "\u{2801}", "a\u{AD}", "1", "\u{60C}", "\u{E000}",
      "Å", "O'Brien & Söner <Ek>", "Rene\u{301}", "\u{5F20}", "\u{1F469}\u{200D}\u{1F9BD}", "A\u{A0}B",
    ]
  )
  func realNamesAreAccepted(_ name: String) { #expect(NameRule.finding(in: name) == nil) }

  @Test(
    "blank names and control characters are refused",
    arguments: [
      "", " ", "\u{A0}\t", "A\u{0}B", "A\nB", "A\tB", "A\r\nB", "A\u{1B}[31m", "A\u{7F}", "A\u{85}",
      "A\u{2028}B", "A\u{FFFE}",
      "A\u{FFFF}", "\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{3164}", "\u{FFA0}", "\u{115F}\u{1160}",
      "\u{2800}",
      "\u{1D159}", "\u{180E}", "\u{E0041}", "\u{FE0F}", "\u{34F}", "\u{301}", "\u{200E}\u{202A}", "\u{FFF9}",
      " \u{3000}\u{2800}\u{200D} ",
    ]
  )
  func blankNamesAndControlCharactersAreRefused(_ name: String) {
    #expect(NameRule.finding(in: name)?.code == .reportName)
  }

  @Test("the length is counted in Unicode scalars")
  func theLengthIsCountedInUnicodeScalars() {
    #expect(NameRule.finding(in: String(repeating: "å", count: 200)) == nil)
    #expect(NameRule.finding(in: String(repeating: "å", count: 201)) != nil)
    #expect(NameRule.finding(in: String(repeating: "e\u{301}", count: 101)) != nil)
  }

  @Test("valid phone numbers are accepted", arguments: ["08-1234", "+46 70 123 45 67", "0701234567 (kväll)"])
  func validPhoneNumbersAreAccepted(_ phone: String) { #expect(PhoneRule.finding(in: phone) == nil) }

  @Test(
    "invalid phone numbers are refused",
    arguments: [
      "", "08-123", "       ", String(repeating: "\u{200B}", count: 9), "08-1234\n567",
      String(repeating: "1", count: 51),
    ]
  )
  func invalidPhoneNumbersAreRefused(_ phone: String) {
    #expect(PhoneRule.finding(in: phone)?.code == .reportPhone)
  }

  @Test(
    "text that is not a UUID in lower case is refused as a report id",
    arguments: [
      "4A8DB4B8-BC29-4406-901C-3F69298CABE3", "4a8db4b8bc294406901c3f69298cabe3",
      "4a8db4b8-bc29-4406-901c-3f69298cabe",
      "4a8db4b8-bc29-4406-901c-3f69298cabe33", "{4a8db4b8-bc29-4406-901c-3f69298cabe3}", "", "195001012383",
      "4a8db4b8-bc29-4406-901c-3f69298cabeg", "4a8db4b8-bc29-4406-901c-3f69298cabé",
    ]
  )
  func textThatIsNotAUUIDInLowerCaseIsRefusedAsAReportId(_ id: String) {
    #expect(ValueRule.reportId.finding(in: id)?.code == .reportId)
  }
}
