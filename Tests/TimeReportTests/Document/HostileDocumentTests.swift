import Testing

@testable import TimeReport

struct HostileDocumentTests {
  private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

  private func codes(_ text: String) -> Set<ProblemCode> { codes(Array(text.utf8)) }
  private func codes(_ bytes: [UInt8]) -> Set<ProblemCode> { Set(Documents.problems(bytes).map(\.code)) }

  private func withDoctype(_ doctype: String, name: String = "Berit") throws -> String {
    try Documents.lines().replacing(Self.declaration, with: Self.declaration + doctype)
      .replacing("<fornamn>Berit", with: "<fornamn>\(name)")
  }

  @Test(
    "a document type declaration is refused, with and without use of its entities",
    arguments: [
      "<!DOCTYPE Tidredovisning>", #"<!DOCTYPE Tidredovisning SYSTEM "http://127.0.0.1/a.dtd">"#,
      #"<!DOCTYPE Tidredovisning [<!ENTITY e "x">]>"#,
      #"<!DOCTYPE Tidredovisning [<!ENTITY e SYSTEM "file:///etc/passwd">]>"#,
      #"<!DOCTYPE Tidredovisning [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;"><!ENTITY e "&b;&b;&b;">]>"#,
    ]
  )
  func aDocumentTypeDeclarationIsRefusedWithAndWithoutUseOfItsEntities(_ doctype: String) throws {
    #expect(codes(try withDoctype(doctype)) == [.xmlDoctype])
    #expect(codes(try withDoctype(doctype, name: "&e;")) == [.xmlDoctype])
  }

  @Test("an undefined entity is refused")
  func anUndefinedEntityIsRefused() throws {
    #expect(codes(try Documents.lines().replacing("Berit", with: "&e;")) == [.xmlNotWellFormed])
  }

  @Test("a document with 100,000 rows is refused")
  func aDocumentWith100000RowsIsRefused() throws {
    let row =
      "<rapportRad><dag>04</dag><fromTid>00.00</fromTid><tomTid>24.00</tomTid><aktivTid>true</aktivTid></rapportRad>"
    let rows = String(repeating: row, count: 100_000)
    let text = try Documents.lines().replacing("<tidrapport>", with: "<tidrapport>\(rows)")
    #expect(codes(text) == [.xmlTooLarge])
    let patient = DocumentReader(maximumBytes: 32 << 20)
    #expect(found(patient.read(Array(text.utf8))).map(\.code) == [.xmlTooComplex])
  }

  @Test("more than 2,031 rows are refused")
  func moreThan2031RowsAreRefused() throws {
    let row =
      "<rapportRad><dag>04</dag><fromTid>00.00</fromTid><tomTid>24.00</tomTid><aktivTid>true</aktivTid></rapportRad>"
    let rows = String(repeating: row, count: 2032)
    #expect(
      codes(try Documents.lines().replacing("<tidrapport>", with: "<tidrapport>\(rows)")) == [
        .documentTooManyRows
      ]
    )
  }

  @Test("another namespace or root element is refused")
  func anotherNamespaceOrRootElementIsRefused() throws {
    #expect(
      codes(try Documents.lines().replacing("/tidredovisning/1\"", with: "/tidredovisning/2\"")) == [
        .xmlSchema
      ]
    )
    #expect(codes(try Documents.lines().replacing("Tidredovisning", with: "Tidrapport")) == [.xmlSchema])
    #expect(codes("<a/>") == [.xmlSchema])
    #expect(codes(#"<schema xmlns="http://www.w3.org/2001/XMLSchema"/>"#) == [.xmlSchema])
  }

  @Test("content after the document is refused", arguments: ["x", "<a/>", "\u{0}", "]]>"])
  func contentAfterTheDocumentIsRefused(_ trailing: String) throws {
    #expect(codes(try Documents.lines() + trailing) == [.xmlNotWellFormed])
  }

  @Test("encodings other than UTF-8 are refused")
  func encodingsOtherThanUTF8AreRefused() throws {
    let text = try Documents.lines()
    #expect(codes(text.replacing("encoding=\"UTF-8\"", with: "encoding=\"ISO-8859-1\"")) == [.xmlEncoding])
    #expect(codes(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == [.xmlEncoding])
    #expect(codes(Array(text.utf8).map { $0 == UInt8(ascii: "B") ? 0xE5 : $0 }) == [.xmlEncoding])
  }

  @Test("text that is not XML is refused", arguments: ["", " ", "not XML", "{}", "<", "<Tidredovisning>"])
  func textThatIsNotXMLIsRefused(_ text: String) { #expect(codes(text) == [.xmlNotWellFormed]) }

  @Test("a document of 11 MiB is refused")
  func aDocumentOf11MiBIsRefused() throws {
    let name = String(repeating: "a", count: 11 << 20)
    #expect(codes(try Documents.lines().replacing("Berit", with: name)) == [.xmlTooLarge])
  }
}
