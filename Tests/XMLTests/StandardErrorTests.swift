import Glibc
import Testing
import XML

/// libxml2 prints to stderr by default and quotes the document. Tests that run meanwhile also print, their arguments included, so
/// the word looked for (`Endast_hit`) occurs in no other test.
@Suite(.serialized) struct StandardErrorTests {
  @Test("no part of a document is printed to standard error") func nothingOfADocumentReachesStandardError()
    throws
  {
    let written = try capturingStandardError {
      for text in [
        "<Endast_hit", "<a>&Endast_hit;</a>", "<a Endast_hit='1' Endast_hit='1'/>", "<Endast_hit:a/>",
        "<a xmlns='Endast_hit rel'/>",
        "<a>Endast_hit</b>", "<a>\u{1}Endast_hit</a>",
      ] {
        let document = try? ParsedXML(Array(text.utf8))
        _ = try? document?.canonicalForm()
      }
      let relative = try ParsedXML(Array("<a xmlns='Endast_hit'/>".utf8))
      #expect(throws: XMLProblem.self) { try relative.canonicalForm() }
      _ = try? XMLSchema(Array(main.replacing("t:True", with: "t:Endast_hit").utf8))
      let schema = try XMLSchema(Array(main.utf8), imports: ["other.xsd": Array(other.utf8)])
      _ = schema.validate(
        try ParsedXML(
          Array("<rapport xmlns='urn:t' version='Endast_hit'>Endast_hit<Endast_hit/></rapport>".utf8)
        )
      )
    }
    #expect(!written.contains("Endast_hit"))
  }

  private func capturingStandardError(_ body: () throws -> Void) throws -> String {
    let file = try #require(tmpfile())
    defer { fclose(file) }
    let original = dup(STDERR_FILENO)
    dup2(fileno(file), STDERR_FILENO)
    defer { close(original) }
    do {
      defer { dup2(original, STDERR_FILENO) }
      try body()
    }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = pread(fileno(file), &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
