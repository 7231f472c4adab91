import Testing

@testable import TimeReport

/// The page for people says what the code says. `make docs` makes it anew.
struct ReferencePageTests {
  @Test func thePageOfCodesIsWhatTheCodesSay() throws {
    let page = String(decoding: try Repository.bytes("docs/outcome-codes.md"), as: UTF8.self)
    #expect(page == ProblemReference.markdown, "run `make docs`")
  }

  @Test(arguments: ProblemCode.allCases) func everyCodeIsOnThePage(_ code: ProblemCode) {
    #expect(ProblemReference.markdown.contains("| `\(code.rawValue)` | "))
  }
}
