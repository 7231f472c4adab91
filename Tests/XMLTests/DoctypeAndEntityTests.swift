import Testing
import XML

@Suite struct DoctypeAndEntityTests {
  @Test(
    "a document type is refused",
    arguments: [
      "<!DOCTYPE a><a/>",
      "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
      "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/'> %x;]><a/>",
      """
      <!DOCTYPE a [<!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;'>
      <!ENTITY a2 '&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;'><!ENTITY a3 '&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;'>]><a>&a3;</a>
      """,
    ]
  )
  func documentTypesAreRefused(text: String) {
    #expect(problem(text)?.code == .doctype)
    #expect(problem("<?xml version=\"1.0\"?>\n<!-- c -->" + text)?.code == .doctype)
  }

  @Test("an entity that XML does not define is refused") func entitiesThatXMLDoesNotDefineAreRefused() {
    #expect(problem("<a>&aring;</a>")?.code == .notWellFormed)
    #expect(problem("<a b='&x;'/>")?.code == .notWellFormed)
    #expect(problem("<a>&lt;&gt;&amp;&quot;&apos;&#229;&#xE5;</a>") == nil)
  }

  @Test("text that looks like a document type is accepted")
  func wordsLikeADocumentTypeInTextAreNoDocumentType() {
    #expect(problem("<a b='<'/>")?.code == .notWellFormed)
    #expect(problem("<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]><?p <!DOCTYPE a> ?></a>") == nil)
    #expect(problem("<a>&lt;!DOCTYPE a></a>") == nil)
  }

  @Test("a declaration inside the root is refused") func aDeclarationInsideTheRootIsRefused() {
    #expect(problem("<a><!ENTITY x 'y'></a>")?.code == .notWellFormed)
    #expect(problem("<a><!DOCTYPE a></a>")?.code == .doctype)
  }
}
