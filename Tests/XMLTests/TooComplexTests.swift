import Testing
import XML

@Suite struct TooComplexTests {
  @Test("a document over the byte limit is refused") func aDocumentOverTheByteLimit() {
    #expect(problem("<a>xx</a>", limits: XMLLimits(maximumBytes: 9)) == nil)
    #expect(problem("<a>xxx</a>", limits: XMLLimits(maximumBytes: 9))?.code == .tooLarge)
  }

  @Test("a hundred thousand rows are refused") func aHundredThousandRows() {
    let rows = String(repeating: "<rapportRad><dag>1</dag></rapportRad>", count: 100_000)
    #expect(problem("<a>\(rows)</a>")?.code == .tooComplex)
  }

  @Test("the limit of elements is exact") func elementsAtAndOverTheLimit() {
    let limits = XMLLimits(maximumElements: 10)
    #expect(problem("<a>" + String(repeating: "<b/>", count: 9) + "</a>", limits: limits) == nil)
    #expect(
      problem("<a>" + String(repeating: "<b/>", count: 10) + "</a>", limits: limits)?.code == .tooComplex
    )
    #expect(
      problem("<a>" + String(repeating: "<!---->", count: 10) + "</a>", limits: limits)?.code == .tooComplex
    )
    #expect(
      problem("<a>" + String(repeating: "<?p?>", count: 10) + "</a>", limits: limits)?.code == .tooComplex
    )
  }

  /// libxml2 needs twenty seconds for 50,000 attributes, so they must be refused before it parses them.
  @Test("fifty thousand attributes are refused") func fiftyThousandAttributes() {
    let attributes = (0..<50_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(problem("<a \(attributes)/>")?.code == .tooComplex)
    let quoted = (0..<50_000).map { "a\($0)='>'" }.joined(separator: "\n")
    #expect(problem("<a \(quoted)/>")?.code == .tooComplex)
  }

  @Test("the limit of attributes is exact") func attributesAtAndOverTheLimit() {
    let at = (0..<32).map { "a\($0)='='" }.joined(separator: " ")
    #expect(problem("<a \(at)/>") == nil)
    #expect(problem("<a \(at) b=''/>")?.code == .tooComplex)
  }

  @Test("the limit of depth is exact") func depthAtAndOverTheLimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(problem(nested(64)) == nil)
    #expect(problem(nested(65))?.code == .tooComplex)
    #expect(problem(nested(10_000))?.code == .tooComplex)
    #expect(
      problem(String(repeating: "<a>", count: 63) + "<b/><b/>" + String(repeating: "</a>", count: 63)) == nil
    )
  }

  @Test("too many namespaces in scope are refused") func namespacesInScopeOverTheLimit() {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { "<a xmlns:p\($0)='urn:\($0)'>" }.joined() + String(repeating: "</a>", count: depth)
    }
    #expect(problem(nested(32)) == nil)
    #expect(problem(nested(33))?.code == .tooComplex)
    #expect(problem("<a>" + String(repeating: "<b xmlns='urn:b'/>", count: 500) + "</a>") == nil)
  }

  @Test("a problem has the line of the first excess") func theLineOfTheFirstTooMany() {
    #expect(problem("<a>\n<b/>\n<c/></a>", limits: XMLLimits(maximumElements: 2))?.line == 3)
  }
}
