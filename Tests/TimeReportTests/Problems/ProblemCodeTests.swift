import Foundation
import PKI
import TestSupport
import Testing

@testable import TimeReport

struct ProblemCodeTests {
  /// The names and raw values that the files of the catalogue declare.
  private static func declared() throws -> [(name: Substring, rawValue: Substring)] {
    let folder = "Sources/TimeReport/Problems/Catalogue"
    let url = Repository.file(folder)
    return try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted().flatMap { file in
      String(decoding: try Repository.bytes("\(folder)/\(file)"), as: UTF8.self)
        .matches(of: /(?:package )?static let (\w+) = ProblemCode\(\s*"([^"]*)"/)
        .map { ($0.1, $0.2) }
    }
  }

  @Test("every declared code is in allCases, with a raw value of its own")
  func everyDeclaredCodeIsInAllCases() throws {
    let declared = try Self.declared()
    #expect(declared.count > 100)
    #expect(Set(declared.map(\.rawValue)).count == declared.count)
    #expect(ProblemCode.allCases.map(\.rawValue).sorted() == declared.map { String($0.rawValue) }.sorted())
  }

  @Test("a code is found by its raw value", arguments: ProblemCode.allCases)
  func aCodeIsFoundByItsRawValue(_ code: ProblemCode) {
    #expect(ProblemCode(rawValue: code.rawValue) == code)
    #expect(ProblemCode(rawValue: code.rawValue)?.cause == code.cause)
    #expect(ProblemCode(rawValue: code.rawValue + "x") == nil)
  }

  @Test("cause and remedy of a code are sentences", arguments: ProblemCode.allCases)
  func causeAndRemedyOfACodeAreSentences(_ code: ProblemCode) {
    for sentence in [code.cause, code.remedy] {
      #expect(sentence.count > 10)
      #expect(sentence.hasSuffix("."), "\(sentence)")
      #expect(!sentence.contains("\n") && !sentence.contains("  "))
      #expect(sentence.first?.isLowercase == false)
    }
  }

  @Test("a raw value consists of a group and a name", arguments: ProblemCode.allCases)
  func aRawValueConsistsOfAGroupAndAName(_ code: ProblemCode) {
    let parts = code.rawValue.split(separator: ".", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    #expect(parts.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } && !$0.isEmpty })
  }

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

  @Test("every code of a credential is on the page", arguments: CredentialProblem.Code.allCases)
  func everyCredentialCodeIsOnThePage(_ code: CredentialProblem.Code) {
    let (cause, remedy) = code.reference
    #expect(ProblemReference.markdown.contains("| `\(code.rawValue)` | \(cause) | \(remedy) |"))
    for sentence in [cause, remedy] {
      #expect(sentence.hasSuffix(".") && sentence.first?.isUppercase == true)
    }
  }
}
