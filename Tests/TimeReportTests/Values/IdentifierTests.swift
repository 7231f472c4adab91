import Testing

@testable import TimeReport

struct IdentifierTests {
  @Test("a UUID in lower case is a report id and a receipt id")
  func aUUIDInLowerCaseIsAReportIdAndAReceiptId() {
    #expect(ReportId(Samples.reportId)?.text == Samples.reportId)
    #expect(ReceiptId(Samples.reportId)?.text == Samples.reportId)
  }

  @Test("a UUID in upper case is a receipt id in the case of the agency, but not a report id")
  func aUUIDInUpperCaseIsAReceiptIdButNotAReportId() {
    let upperCase = Samples.reportId.uppercased()
    #expect(ReportId(upperCase) == nil)
    #expect(ReceiptId(upperCase)?.text == upperCase)
  }

  @Test(
    "text that is not a UUID is not an id",
    arguments: [
      "", "195001012383", "4a8db4b8bc294406901c3f69298cabe3", "4a8db4b8-bc29-4406-901c-3f69298cabe",
      "4a8db4b8-bc29-4406-901c-3f69298cabe33", "4a8db4b8-bc29-4406-901c-3f69298cabeg",
      "4a8db4b8-bc29-4406-901c-3f69298cabé", "{4a8db4b8-bc29-4406-901c-3f69298cabe3}",
      " 4a8db4b8-bc29-4406-901c-3f69298cabe3", "4a8db4b8-bc29-4406-901c03f69298cabe3",
    ]
  )
  func textThatIsNotAUUIDIsNotAnId(_ text: String) {
    #expect(ReportId(text) == nil)
    #expect(ReceiptId(text) == nil)
  }

  @Test("a digest has 64 hexadecimal digits in lower case")
  func aDigestHas64HexadecimalDigitsInLowerCase() {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    #expect(Digest(digest)?.text == digest)
    for wrong in ["", String(digest.dropLast()), digest + "0", digest.uppercased(), "g" + digest.dropFirst()]
    {
      #expect(Digest(wrong) == nil)
    }
  }

  @Test("an organisation number is valid and does not print its digits")
  func anOrganisationNumberIsValidAndDoesNotPrintItsDigits() throws {
    let number = try #require(OrganisationNumber("8002022393"))
    #expect(number.digits == "8002022393")
    #expect(!"\(number)".contains("8002022393"))
    #expect(OrganisationNumber("5560000002") == nil)
    #expect(OrganisationNumber.fault(in: "556000000") == .notTenDigits)
    #expect(OrganisationNumber.fault(in: "5560000002") == .wrongCheckDigit)
    #expect(OrganisationNumber.fault(in: "5512320002") == .noSuchNumber)
  }
}
