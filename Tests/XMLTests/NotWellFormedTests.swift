import Testing
import XML

@Suite struct NotWellFormedTests {
  @Test(
    "a document that is not well-formed is refused",
    arguments: [
      "", " ", "x", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a/>]]>", "<a/>&amp;", "<a x/>",
      "<a x=1/>",
      "<a x='1' x='2'/>", "<a x='1'y='2'/>", "<a x='<'/>", "<p:a/>", "<a p:x=''/>",
      "<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", "<a>]]></a>", "<a>&</a>", "<a>&#0;</a>", "<a>&#x1F;</a>",
      "<a>\u{1}</a>", "<a>\u{FFFF}</a>", "<a><!-- -- --></a>", "<a><!--</a>", "<a><![CDATA[x</a>",
      "<a><?xml x?></a>",
      "<a><?p</a>", "<a:b:c xmlns:a='u'/>", "<a xmlns:xml='urn:x'/>", "< a/>", "<a/ >", "<1/>", "<!a><a/>",
    ]
  )
  func refused(text: String) {
    #expect(problem(text)?.code == .notWellFormed)
  }

  @Test("comments and white space around the root are accepted")
  func commentsAndWhiteSpaceAroundTheRootAreAccepted() {
    #expect(problem("<!-- a -->\n<?p?><a/>\n<!-- b --><?p?>\n") == nil)
  }

  @Test("a problem has its line") func theLineIsTold() {
    #expect(problem("<a>\n<b>\n</c>\n</a>")?.line == 3)
  }

  /// A message must not repeat content of the document.
  @Test(
    "messages never quote the document",
    arguments: [
      "<a><Hemlig></b></a>", "<a>&Hemlig;</a>", "<a Hemlig='1' Hemlig='2'/>", "<Hemlig:a/>",
      "<a>Hemlig</a><Hemlig/>",
      "<a Hemlig/>",
    ]
  )
  func messagesNeverQuoteTheDocument(text: String) throws {
    let found = try #require(problem(text))
    #expect(!found.message.contains("Hemlig") && !String(describing: found).contains("Hemlig"))
  }
}
