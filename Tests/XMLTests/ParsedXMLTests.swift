import Testing
import XML

@Suite struct ParsedXMLTests {
  @Test("elements, attributes, text and lines are read") func elementsAttributesTextAndLines() throws {
    let document = try ParsedXML(
      Array(
        """
        <?xml version='1.0' encoding='utf-8' standalone="yes"?>
        <a xmlns="urn:one" xmlns:t="urn:two">
          <b x="1" t:y="&lt;2&#xA;">text<!-- c --> &amp; <![CDATA[<more>]]></b>
          <t:c/>
        </a>
        """.utf8
      )
    )
    let root = document.root
    #expect(root.localName == "a" && root.namespace == "urn:one" && root.line == 2)
    #expect(root.children.map(\.localName) == ["b", "c"])
    #expect(root.children.map(\.line) == [3, 4])
    let b = try #require(root.first("b", in: "urn:one"))
    #expect(b.text == "text & <more>")
    #expect(b.attributes.map(\.value) == ["1", "<2\n"])
    #expect(b.attribute("y", in: "urn:two") == "<2\n" && b.attribute("y") == nil)
    #expect(root.first("c", in: "urn:two") != nil && root.first("c", in: "urn:one") == nil)
    #expect(!root.hasMixedText && !root.holdsOnlyElements && !b.holdsOnlyText)
  }

  @Test("an element keeps its document alive") func anElementKeepsItsDocumentAlive() throws {
    func leaf() throws -> XMLElement { try ParsedXML(Array("<a><b>x</b></a>".utf8)).root.children[0] }
    #expect(try leaf().text == "x")
  }

  /// The Kelvin sign is canonically equivalent to K, so Swift's `==` treats them as equal.
  @Test("names are compared byte for byte") func namesAreComparedByteForByte() throws {
    let document = try ParsedXML(Array("<\u{212A} \u{212A}='1' xmlns='urn:K'/>".utf8))
    #expect(
      !document.root.isNamed("K", in: "urn:K") && !document.root.isNamed("\u{212A}", in: "urn:\u{212A}")
    )
    #expect(document.root.isNamed("\u{212A}", in: "urn:K"))
    #expect(document.root.attribute("K") == nil && document.root.attribute("\u{212A}") == "1")
  }

  @Test("text after a byte order mark is read") func textAfterAByteOrderMarkIsRead() throws {
    let document = try ParsedXML([0xEF, 0xBB, 0xBF] + Array("<?xml version=\"1.0\"?><a>å</a>".utf8))
    #expect(document.root.text == "å")
    #expect(try document.canonicalForm() == Array("<a>å</a>".utf8))
  }

  @Test("mixed text is detected") func mixedTextIsSeen() throws {
    #expect(try ParsedXML(Array("<a>x<b/></a>".utf8)).root.hasMixedText)
    #expect(try ParsedXML(Array("<a>x</a>".utf8)).root.holdsOnlyText)
    #expect(try !ParsedXML(Array("<a>x<?p?></a>".utf8)).root.holdsOnlyText)
    #expect(try ParsedXML(Array("<a><b/><b/></a>".utf8)).root.holdsOnlyElements)
    #expect(try !ParsedXML(Array("<a><b/> <b/></a>".utf8)).root.holdsOnlyElements)
  }
}
