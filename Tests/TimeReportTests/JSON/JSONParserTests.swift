import Testing

@testable import TimeReport

struct JSONParserTests {
  private func kind(_ text: String, depth: Int = 32) -> JSONFailure.Kind? {
    do throws(JSONFailure) {
      _ = try JSONDocument.parse(Array(text.utf8), maximumDepth: depth)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test(
    "valid JSON is accepted",
    arguments: [
      "null", "true", "false", "0", "-0", "1.5e+10", "12E-3", "\"\"", "[]", "{}", " \t\r\n[1 , 2]\n",
      #"{"a":{"b":[{}]}}"#, "\u{FEFF}{}", "\u{FEFF} [1]",
      #""\"\\\/\b\f\n\r\t\u00e5\uD83D\uDE00""#, "\"\u{7F}å\u{2028}\"",
    ]
  )
  func validJSONIsAccepted(_ text: String) { #expect(kind(text) == nil) }

  @Test(
    "invalid JSON is refused",
    arguments: [
      "", " ", "nul", "nulll", "True", "+1", "01", "1.", ".5", "1e", "--1", "0x1", "NaN", "Infinity", "'a'",
      "\"", "\"a",
      "\"\n\"", "\"\t\"", #""\x""#, #""\u12""#, #""\u123g""#, #""\uD800""#, #""\uD800\u0041""#, #""\uDC00""#,
      "[", "[1", "[1,", "[1,]",
      "[,1]", "[1 2]", "{", "{}}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}",
      "[] []", "// a\n1",
      "/**/1", "\u{FEFF}", "\u{FEFF}\u{FEFF}{}", "{\u{FEFF}}", "{}\u{FEFF}", "\u{A0}1", "{\"a\":1]", "[1}",
    ]
  )
  func invalidJSONIsRefused(_ text: String) { #expect(kind(text) == .notJSON) }

  @Test(
    "invalid UTF-8 is refused",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0xFF, 0xFE, 0x7B, 0x00],
    ] as [[UInt8]]
  )
  func invalidUTF8IsRefused(_ bytes: [UInt8]) {
    #expect(throws: JSONFailure.self) { try JSONDocument.parse(bytes) }
    #expect((try? JSONDocument.parse(bytes)) == nil)
  }

  @Test("the depth is bounded")
  func theDepthIsBounded() {
    #expect(kind(String(repeating: "[", count: 32) + String(repeating: "]", count: 32)) == nil)
    #expect(kind(String(repeating: "[", count: 33) + String(repeating: "]", count: 33)) == .tooDeep)
    #expect(kind(String(repeating: "[", count: 1_000_000)) == .tooDeep)
    #expect(kind(String(repeating: "[", count: 1_000_000), depth: .max) == .tooDeep)
  }

  @Test("two members with the same name are reported")
  func twoMembersWithTheSameNameAreReported() throws {
    let text = #"{"a":1,"b":{"a":2,"c":[{"x":1,"\u0078":2}]},"a":3}"#
    let document = try JSONDocument.parse(Array(text.utf8))
    #expect(document.duplicates.map(\.pointer) == ["/b/c/0/x", "/a"])
    // Names are compared byte by byte, without normalising.
    let composed = try JSONDocument.parse(Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
    #expect(composed.duplicates.isEmpty)
  }

  @Test("an object with 200,000 members is read in linear time")
  func anObjectWith200000MembersIsReadInLinearTime() throws {
    let members = (0..<200_000).map { "\"n\($0)\":0" }.joined(separator: ",")
    let document = try JSONDocument.parse(Array("{\(members),\"n7\":1}".utf8))
    #expect(document.duplicates.map(\.pointer) == ["/n7"])
  }

  @Test("escapes in strings are resolved")
  func escapesInStringsAreResolved() throws {
    let json = try JSONDocument.parse(Array(#"["\u00e5\n\uD83D\uDE00\/\"", "rak", "\u0000"]"#.utf8)).root
    #expect(json.children.map(\.string) == ["å\n\u{1F600}/\"", "rak", "\0"])
  }

  @Test("a number that is not an integer or does not fit is not read as one")
  func aNumberThatIsNotAnIntegerOrDoesNotFitIsNotReadAsOne() throws {
    let json = try JSONDocument.parse(Array("[7, -7, 7.0, 1e3, 99999999999999999999]".utf8)).root
    #expect(json.children.map(\.integer) == [7, -7, nil, nil, nil])
  }

  @Test("a pointer does not repeat a name that may be personal data")
  func aPointerDoesNotRepeatANameThatMayBePersonalData() throws {
    let text = #"{"shifts":[0,{"end":1}],"198002022393":1,"Asta Ek":{"x":1},"a/b":1,"n12345":1}"#
    let root = try JSONDocument.parse(Array(text.utf8)).root
    #expect(root.member("shifts")?.children.map(\.pointer) == ["/shifts/0", "/shifts/1"])
    #expect(root.children.map(\.pointer) == ["/shifts", "", "", "", ""])
  }

  @Test("written JSON is read back")
  func writtenJSONIsReadBack() throws {
    var writer = JSONWriter()
    writer.object {
      $0.member("text", "\u{0}\u{1F}\"\\/\n\r\té\u{2028}\u{1F600}")
      $0.member("yes", true)
      $0.member("list", array: [1, -2]) { $0.integer($1) }
      $0.member("none", ifPresent: nil)
      $0.member("empty") { _ in }
    }
    let expected =
      #"{"text":"\u0000\u001f\"\\/\n\r\t"# + "é\u{2028}\u{1F600}" + #"","yes":true,"list":[1,-2],"empty":{}}"#
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    let root = try JSONDocument.parse(writer.bytes).root
    #expect(root.member("text")?.string == "\u{0}\u{1F}\"\\/\n\r\té\u{2028}\u{1F600}")
  }
}
