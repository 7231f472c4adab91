import Testing
import XML

/// Examples of Canonical XML 1.0, section 3, as far as they need no document type.
@Suite struct CanonicalFormTests {
  @Test(
    "examples have the expected canonical form",
    arguments: [
      ("<?xml version=\"1.0\"?>\n<?p  a ?>\n<a>x<!-- c --></a>\n<!-- d -->\n", "<?p a ?>\n<a>x</a>"),
      ("<a   b = 'x'  a='y'   />", "<a a=\"y\" b=\"x\"></a>"),
      (
        "<a xmlns:b='urn:b' xmlns='urn:a' b:z='1' z='2' y=\"&quot;&apos;&#xA;\"/>",
        "<a xmlns=\"urn:a\" xmlns:b=\"urn:b\" y=\"&quot;'&#xA;\" z=\"2\" b:z=\"1\"></a>"
      ),
      (
        "<a xmlns='urn:a'><b xmlns='urn:a'><c xmlns=''/></b></a>",
        "<a xmlns=\"urn:a\"><b><c xmlns=\"\"></c></b></a>"
      ),
      ("<a>1\r\n2\r3&#xD;<![CDATA[<&>]]></a>", "<a>1\n2\n3&#xD;&lt;&amp;&gt;</a>"),
      ("<a>å a\u{30A}&#229;</a>", "<a>å a\u{30A}å</a>"),
    ]
  )
  func examples(text: String, canonical: String) throws {
    let form = try ParsedXML(Array(text.utf8)).canonicalForm()
    #expect(form == Array(canonical.utf8))
    #expect(try ParsedXML(form).canonicalForm() == form)
  }

  @Test("an element carries the namespaces that it inherits") func anElementCarriesTheNamespacesItInherits()
    throws
  {
    let document = try ParsedXML(
      Array("<a xmlns='urn:a' xmlns:p='urn:p' xml:lang='sv'><b i='1'><c>x</c><!-- c --></b><d/></a>".utf8)
    )
    let b = try #require(document.root.first("b", in: "urn:a"))
    let expected = "<b xmlns=\"urn:a\" xmlns:p=\"urn:p\" i=\"1\" xml:lang=\"sv\"><c>x</c></b>"
    #expect(try document.canonicalForm(of: b) == Array(expected.utf8))
    #expect(try document.canonicalForm(of: document.root) == document.canonicalForm())
  }

  @Test("a relative namespace has no canonical form") func aRelativeNamespaceHasNoCanonicalForm() throws {
    let document = try ParsedXML(Array("<a xmlns='not/absolute'/>".utf8))
    #expect(throws: XMLProblem.self) { try document.canonicalForm() }
  }
}
