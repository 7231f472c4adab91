import Testing

@testable import TimeReport

struct ProblemCodeTests {
  @Test(arguments: ProblemCode.allCases)
  func hasACauseAndARemedyOfOneSentence(_ code: ProblemCode) {
    for sentence in [code.cause, code.remedy] {
      #expect(sentence.count > 10)
      #expect(sentence.hasSuffix("."), "\(sentence)")
      #expect(!sentence.contains("\n") && !sentence.contains("  "))
    }
  }

  @Test(arguments: ProblemCode.allCases)
  func isWrittenInGroupAndName(_ code: ProblemCode) {
    let parts = code.rawValue.split(separator: ".", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    #expect(parts.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } && !$0.isEmpty })
  }
}
