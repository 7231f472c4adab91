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
    #expect(ReceiptId(uuid: text) == nil)
  }

  @Test("a receipt id of a resolve event is any text of 1 to 200 characters, kept as it is")
  func aReceiptIdIsAnyShortText() {
    for text in ["A", "4A8db4b8-bc29-4406-901c-3f69298cabe3", String(repeating: "å", count: 200)] {
      #expect(ReceiptId(text)?.text == text)
      #expect(ReceiptId(text)?.packed == nil)
    }
    for text in ["", String(repeating: "å", count: 201)] { #expect(ReceiptId(text) == nil) }
  }

  @Test("receipt ids that differ in case only are the same receipt, but not equal")
  func receiptIdsIgnoreCase() throws {
    let lower = try #require(ReceiptId(Samples.reportId))
    let mixed = "4A" + Samples.reportId.dropFirst(2)
    for text in [Samples.reportId.uppercased(), mixed] {
      let other = try #require(ReceiptId(uuid: text))
      #expect(lower != other && lower.isSame(as: other) && other.isSame(as: lower))
    }
    let (a, b) = (try #require(ReceiptId(text("Tx å"))), try #require(ReceiptId(text("tX Å"))))
    #expect(a.isSame(as: b) && !a.isSame(as: lower) && !lower.isSame(as: b))
  }

  /// A literal would be the receipt that tests name.
  private func text(_ text: String) -> String { text }

  @Test("a digest has 64 hexadecimal digits in lower case")
  func aDigestHas64HexadecimalDigitsInLowerCase() {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    #expect(Digest(digest)?.text == digest)
    for wrong in ["", String(digest.dropLast()), digest + "0", digest.uppercased(), "g" + digest.dropFirst()]
    {
      #expect(Digest(wrong) == nil)
    }
  }

  @Test("ids and digests read from bytes equal those read from text")
  func bytesAndTextGiveTheSame() {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    let list = Array("x\(Samples.reportId),\(digest)".utf8)
    #expect(ReportId(utf8: list[1..<37]) == ReportId(Samples.reportId))
    #expect(Digest(utf8: list[38...]) == Digest(digest))
    #expect(ReportId(utf8: list[0..<36]) == nil)
    #expect(ReportId(utf8: list[37..<37]) == nil)
    #expect(Digest(utf8: list[37...]) == nil)
  }

  @Test("report ids have the order of their texts", arguments: 0..<50) func orderOfIds(_ seed: Int) throws {
    var random = RandomReports(seed: seed)
    let texts = try (0..<20).map { _ in try random.report().reportId }
    let ids = try texts.map { try #require(ReportId($0)) }
    #expect(ids.sorted().map(\.text) == texts.sorted())
    #expect(Set(ids).count == Set(texts).count)
  }

  @Test("the digest of bytes is their SHA-256") func digestOfBytes() {
    #expect(
      Digest(of: Array("abc".utf8)).text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    #expect(
      Digest(of: []).text == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
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
