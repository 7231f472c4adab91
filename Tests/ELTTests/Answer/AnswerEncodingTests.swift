import Foundation
import TestSupport
import Testing
import Transport

@testable import ELT

/// Answers as servers encode and declare them.
@Suite struct AnswerEncodingTests {
  private static let text = "Rad 3 är fel: Åsa Öberg"

  private static func document(_ encoding: String?) -> String {
    let declaration = encoding.map { "<?xml version='1.0' encoding='\($0)'?>" } ?? ""
    return Answers.refusal("XmlValidationError", text).replacing(
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      with: declaration
    )
  }

  private func message(_ body: [UInt8], _ contentType: String?) -> String? {
    let headers = contentType.map { [HTTPAnswer.Header(name: "content-type", value: $0)] } ?? []
    let result = ELTAnswer().read(HTTPAnswer(status: 500, headers: headers, body: body), now: 0)
    if case .refused(let refusal) = result { return refusal.message.text }
    return nil
  }

  private static func wide(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap {
      littleEndian ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
  }

  private static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  @Test("the byte order mark decides, whatever is declared") func byteOrderMark() {
    for contentType in [nil, "text/xml", "text/xml; charset=utf-8", "text/xml; charset=iso-8859-1"] {
      for declared in [nil, "UTF-8", "UTF-16", "ISO-8859-1"] {
        let document = Self.document(declared)
        #expect(message([0xFE, 0xFF] + Self.wide(document, littleEndian: false), contentType) == Self.text)
        #expect(message([0xFF, 0xFE] + Self.wide(document, littleEndian: true), contentType) == Self.text)
        #expect(message([0xEF, 0xBB, 0xBF] + Array(document.utf8), contentType) == Self.text)
      }
    }
  }

  @Test("UTF-16 is recognised without a byte order mark") func bareUTF16() {
    for declared in [nil, "UTF-16"] {
      let document = Self.document(declared)
      #expect(message(Self.wide(document, littleEndian: false), "text/xml; charset=utf-16") == Self.text)
      #expect(message(Self.wide(document, littleEndian: true), "text/xml; charset=utf-8") == Self.text)
    }
  }

  @Test("charset decides over the declaration, which decides if there is no charset") func precedence() {
    let latin1 = Self.latin1(Self.document("UTF-8"))
    #expect(message(latin1, "text/xml; charset=ISO-8859-1") == Self.text)
    #expect(message(latin1, #"text/xml; x=1; Charset = "latin1""#) == Self.text)
    #expect(message(Self.latin1(Self.document("ISO-8859-1")), "text/xml") == Self.text)
    #expect(message(Self.latin1(Self.document("windows-1252")), nil) == Self.text)
    #expect(message(Array(Self.document("ISO-8859-1").utf8), "text/xml; charset=UTF8") == Self.text)
  }

  @Test("a declaration that the bytes contradict, or that is unknown, is ignored") func wrongDeclaration() {
    #expect(message(Self.latin1(Self.document("ISO-8859-1")), "text/xml; charset=utf-8") == Self.text)
    #expect(message(Self.latin1(Self.document("UTF-8")), "text/xml; charset=utf-8") == Self.text)
    for name in ["x-unknown", "", "utf-7"] {
      #expect(message(Array(Self.document(name).utf8), "text/xml; charset=\(name)") == Self.text)
    }
    #expect(message(Array(Self.document("UTF-16").utf8), nil) == Self.text)
  }

  @Test("white space before the declaration is skipped", arguments: [" ", "\n", "\r\n\t "])
  func whiteSpaceBeforeDeclaration(_ space: String) {
    #expect(message(Array((space + Self.document("UTF-8")).utf8), "text/xml; charset=utf-8") == Self.text)
  }

  @Test("characters outside ISO-8859-1 are read") func otherCharacters() {
    let document = Self.document("windows-1252").replacing(Self.text, with: "10 ¤")
    let bytes = Self.latin1(document).map { $0 == 0xA4 ? 0x80 : $0 }
    #expect(message(bytes, "text/xml; charset=windows-1252") == "10 €")
    #expect(message(Self.latin1(document), "text/xml; charset=ISO-8859-15") == "10 €")
  }
}
