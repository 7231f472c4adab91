import TestSupport
import Testing
import XML

@Suite struct XMLWriterTests {
  private func sample(declaration: Bool) -> [UInt8] {
    var writer = XMLWriter(declaration: declaration)
    writer.open(
      "s:Envelope",
      [("b", "2"), ("xmlns:s", "urn:s"), ("s:z", "4"), ("xmlns", "urn:d"), ("a", "<\"&\n\t\r>'")]
    )
    writer.element("tom")
    writer.element("namn", [("xmlns", "urn:d")], text: "Åsa & \"Bo\" <c> ]]> \r\n\t'")
    writer.element("data", [("xmlns", "")], base64: [0xFF, 0xFE])
    writer.close()
    #expect(!writer.replacedForbiddenCharacter)
    return writer.bytes
  }

  private let golden = """
    <s:Envelope xmlns="urn:d" xmlns:s="urn:s" a="&lt;&quot;&amp;&#xA;&#x9;&#xD;>'" b="2" s:z="4"><tom></tom>\
    <namn>Åsa &amp; "Bo" &lt;c&gt; ]]&gt; &#xD;\n\t'</namn><data xmlns="">//4=</data></s:Envelope>
    """

  @Test("the bytes are the golden ones") func theGoldenBytes() {
    #expect(String(decoding: sample(declaration: false), as: UTF8.self) == golden)
    #expect(
      String(decoding: sample(declaration: true), as: UTF8.self)
        == #"<?xml version="1.0" encoding="UTF-8"?>"# + golden
    )
  }

  @Test("the output is its own canonical form") func theOutputIsItsOwnCanonicalForm() throws {
    #expect(try ParsedXML(sample(declaration: true)).canonicalForm() == sample(declaration: false))
  }

  @Test("random texts and attributes survive a round trip", arguments: 0..<200)
  func randomTextsAndAttributesSurvive(seed: Int) throws {
    var random = Seeded(seed)
    let pieces = [
      "å", "ä", "ö", "a\u{30A}", "e\u{301}", "\"", "'", "&", "<", ">", "]]>", "&amp;", "<!--", "-->", "\t",
      "\n", "\r",
      "\r\n", "=", " ", "😀", "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFD}", "\u{E000}", "\u{10FFFF}", "x",
      "<![CDATA[",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
    }
    let (content, value) = (text(), text())
    var writer = XMLWriter(declaration: seed % 2 == 0)
    writer.open("a", [("v", value), ("u", content)])
    writer.text(content)
    writer.element("b", text: value)
    writer.close()
    let document = try ParsedXML(writer.bytes)
    #expect(document.root.text.utf8.elementsEqual(content.utf8))
    #expect(document.root.children[0].text.utf8.elementsEqual(value.utf8))
    #expect(document.root.attribute("v")?.utf8.elementsEqual(value.utf8) == true)
    #expect(document.root.attribute("u")?.utf8.elementsEqual(content.utf8) == true)
    #expect(writer.bytes.suffix(try document.canonicalForm().count) == (try document.canonicalForm())[...])
  }

  @Test(
    "a forbidden character is replaced and reported",
    arguments: ["\u{0}", "\u{1}", "\u{B}", "\u{1F}", "\u{FFFE}", "x\u{FFFF}y"]
  )
  func aForbiddenCharacterIsReplacedAndTold(text: String) throws {
    #expect(!XMLCharacters.allow(text))
    var writer = XMLWriter(declaration: false)
    writer.element("a", [("b", text)], text: text)
    #expect(writer.replacedForbiddenCharacter)
    #expect(try ParsedXML(writer.bytes).root.text.contains("\u{FFFD}"))
  }

  @Test("characters next to the forbidden ones are kept") func charactersNearTheForbiddenOnesAreKept() throws
  {
    let text = "\u{FFFD}\u{FFBE}\u{FFBF}\u{1FFFE}\u{1FFFF}\u{FFC0}"
    #expect(XMLCharacters.allow(text))
    var writer = XMLWriter(declaration: false)
    writer.element("a", text: text)
    #expect(!writer.replacedForbiddenCharacter)
    #expect(try ParsedXML(writer.bytes).root.text == text)
  }
}
