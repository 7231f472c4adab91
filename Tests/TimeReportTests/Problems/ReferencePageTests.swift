import Testing

@testable import TimeReport

struct ReferencePageTests {
  @Test("the page of codes is up to date")
  func thePageOfCodesIsUpToDate() throws {
    let page = String(decoding: try Repository.bytes("docs/outcome-codes.md"), as: UTF8.self)
    #expect(page == ProblemReference.markdown, "run `make docs`")
  }

  @Test("every code is on the page", arguments: ProblemCode.allCases) func everyCodeIsOnThePage(
    _ code: ProblemCode
  ) {
    #expect(ProblemReference.markdown.contains("| `\(code.rawValue)` | "))
  }
}
