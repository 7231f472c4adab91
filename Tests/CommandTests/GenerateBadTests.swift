import Foundation
import SyntheticEvents
import Testing
import TestPKI
import TestSupport

/// `generate` writes bad events as lines of a file.
@Suite struct GenerateBadTests {
  private static let pki = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make() }

  private let scratch: TemporaryDirectory

  init() throws {
    scratch = try TemporaryDirectory()
    try Self.pki.get().write(to: scratch.file("pki"))
  }

  private func generate(_ arguments: String...) async throws -> FinishedProcess {
    try await Binary.simulator.run(["generate", "--pki", "pki"] + arguments, in: scratch.path)
  }

  @Test("generate --list-bad lists every label with its code") func labelsAreListed() async throws {
    let lines = try await Binary.simulator.run("generate", "--list-bad").outputText.split(separator: "\n")
    #expect(lines.count == BadEvent.catalogue.count)
    #expect(
      lines.contains {
        $0.hasPrefix("signature.wrong-person ") && $0.hasSuffix(" signature of another person")
      }
    )
  }

  @Test("several labels give several lines") func severalLabelsGiveSeveralLines() async throws {
    let made = try await generate("--bad", "signature of another person", "--bad", "not JSON")
    let lines = made.outputText.split(separator: "\n")
    #expect(made.status == 0 && lines.count == 2)
    #expect(lines.last == "not JSON")
  }

  @Test("an unknown label exits with 2 and points to --list-bad") func unknownLabelExitsWithTwo() async throws
  {
    let made = try await generate("--bad", "signature of a ghost")
    #expect(made.status == 2 && made.output.isEmpty)
    #expect(made.errorText.contains("unknown bad event \"signature of a ghost\"; --list-bad lists"))
  }

  @Test(
    "an event that cannot be written as a line exits with 2 and the reason",
    arguments: [
      ("invalid UTF-8", "it is not UTF-8"), ("empty value", "it is empty"),
      ("wrong content type", "its fault or its id is in the headers of the record"),
      ("not JSON, id in a header", "its fault or its id is in the headers of the record"),
    ]
  )
  func eventThatIsNotALineIsRefused(label: String, reason: String) async throws {
    let made = try await generate("--bad", label)
    #expect(made.status == 2 && made.output.isEmpty)
    #expect(made.errorText.contains("\"\(label)\" cannot be written as a line: \(reason)"))
  }

  @Test("generate --kind bad writes every event that can be a line and reports the others")
  func badEventsAreWrittenAsLines() async throws {
    let made = try await generate("--kind", "bad", "--output", "bad.jsonl")
    #expect(made.status == 0)
    let left = made.errorText.split(separator: "\n").count { $0.contains("cannot be written as a line") }
    #expect(left > 0)
    let lines = try scratch.lines(of: "bad.jsonl")
    #expect(lines == BadEvent.catalogue.count - left)
  }
}

extension TemporaryDirectory {
  fileprivate func lines(of name: String) throws -> Int {
    try Data(contentsOf: URL(filePath: file(name))).count { $0 == UInt8(ascii: "\n") }
  }
}
