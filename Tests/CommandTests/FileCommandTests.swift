import Foundation
import Testing
import TestSupport

/// Output and exit codes of `convert`, `validate` and `prepare`, which scripts rely on.
@Suite struct FileCommandTests {
  @Test("convert writes the same bytes every time") func convertIsDeterministic() async throws {
    let first = try await Binary.adapter.run("convert", "-", input: Reports.good)
    let second = try await Binary.adapter.run("convert", "-", input: Reports.good)
    #expect(first.status == 0)
    #expect(first.outputText == second.outputText)
    #expect(first.outputText.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
    #expect(first.errorText.isEmpty)
  }

  @Test("a converted document passes validate") func convertedDocumentIsValid() async throws {
    let scratch = try TemporaryDirectory()
    let report = try scratch.write(Reports.good, to: "report.json")
    #expect(
      try await Binary.adapter.run("convert", report, "--output", scratch.file("report.xml")).status == 0
    )
    let verdict = try await Binary.adapter.run("validate", scratch.file("report.xml"), report)
    #expect(verdict.status == 0)
    #expect(verdict.outputText.contains("report.xml: valid"))
  }

  @Test("prepare prints the text to sign") func preparePrintsTheTextToSign() async throws {
    let result = try await Binary.adapter.run("prepare", "-", input: Reports.good)
    #expect(result.status == 0)
    #expect(result.outputText == Reports.toBeSigned + "\n")
  }

  @Test(
    "documents are validated against the schemas of --schema-directory",
    arguments: ["convert", "prepare", "validate"]
  )
  func schemaDirectoryReplacesTheBuiltInSchemas(command: String) async throws {
    let scratch = try TemporaryDirectory()
    let ours = Repository.file("schemas/elt/1.0/document").path
    let good = try await Binary.adapter.run(command, "-", "--schema-directory", ours, input: Reports.good)
    #expect(good.status == 0)
    let schema = try String(contentsOfFile: ours + "/tidredovisning.xsd", encoding: .utf8)
    _ = try scratch.write(schema.replacing("\"fornamn\"", with: "\"forsta-namn\""), to: "changed.xsd")
    let refused = try await Binary.adapter.run(
      command,
      "-",
      "--schema-directory",
      scratch.path,
      input: Reports.good
    )
    #expect(refused.status == 1)
    #expect((refused.outputText + refused.errorText).contains("Expected: forsta-namn"))
    let empty = try TemporaryDirectory()
    let unusable = try await Binary.adapter.run(
      command,
      "-",
      "--schema-directory",
      empty.path,
      input: Reports.good
    )
    #expect(unusable.status == 2)
    #expect(unusable.errorText.contains("no file declares the namespace"))
  }

  @Test(
    "refused input exits with 1 and names the place without personal data",
    arguments: ["convert", "prepare", "validate"]
  )
  func refusedInputExitsWithOne(command: String) async throws {
    let result = try await Binary.adapter.run(command, "-", input: Reports.wrongCheckDigit)
    #expect(result.status == 1)
    let said = result.outputText + result.errorText
    #expect(said.contains("/assistedPerson/personalIdentityNumber: report.personal-number:"))
    #expect(!said.contains("195001012384"))
    #expect(!said.contains("Berit"))
  }

  @Test("validate --json prints verdict, codes and pointers") func validatePrintsJSON() async throws {
    struct Verdict: Decodable {
      struct Problem: Decodable {
        let code: String
        let pointer: String?
      }
      let valid: Bool
      let problems: [Problem]
    }
    let result = try await Binary.adapter.run("validate", "--json", "-", input: Reports.wrongCheckDigit)
    #expect(result.status == 1)
    let verdicts = try JSONDecoder().decode([Verdict].self, from: Data(result.outputText.utf8))
    #expect(verdicts.map(\.valid) == [false])
    #expect(verdicts.first?.problems.map(\.code) == ["report.personal-number"])
    #expect(verdicts.first?.problems.first?.pointer == "/assistedPerson/personalIdentityNumber")
  }

  @Test(
    "malformed input exits with 1",
    arguments: [
      "", "{", "[]", "null", "<a/>", "{\"specversion\":\"1.0\"}", String(repeating: "[", count: 100_000),
    ]
  )
  func malformedInputIsRefused(input: String) async throws {
    for command in ["convert", "validate", "prepare"] {
      #expect(try await Binary.adapter.run(command, "-", input: input).status == 1)
    }
  }
}
