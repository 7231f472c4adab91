import PipelineTestSupport
import Testing
@testable import Settings

@testable import Telemetry

/// Options must not be ignored, because the setting would silently keep its default.
@Suite struct OptionTests {
  @Test(
    "an option without a value is refused",
    arguments: [["--log-level"], ["--log-level", "--log-format", "text"]]
  )
  func noValue(options: [String]) async throws {
    #expect(try await problems(options: options).map(\.key) == ["--log-level"])
  }

  @Test(
    "a word that belongs to no option is refused",
    arguments: [
      (["elt-adapter.yaml"], "elt-adapter.yaml"), (["-log-level", "info"], "-log-level"),
      (["--log-format=text", "info"], "info"), (["--kafka-group-id", "a", "b"], "b"),
    ]
  )
  func strayWord(options: [String], word: String) async throws {
    #expect(try await problems(options: options).first?.key == word)
  }

  @Test("an option given twice is refused") func givenTwice() async throws {
    let options = ["--kafka-group-id", "a", "--kafka-group-id", "b"]
    #expect(try await problems(options: options).map(\.key) == ["--kafka-group-id"])
  }

  @Test("a list is separated by commas") func lists() async throws {
    #expect(try await load(options: ["--roles", "\(first),\(last)"]).roles == Set(Role.allCases))
    #expect(
      try await load(environment: ["ELT_ADAPTER_ROLES": "\(first), \(last)"]).roles == Set(Role.allCases)
    )
  }

  @Test("commas in a text are kept") func commasInText() async throws {
    let options = ["--kafka-bootstrap-servers", "a:1,b:2"]
    #expect(try await load(options: options).kafka.bootstrapServers == "a:1,b:2")
  }

  private let first = Role.allCases[0].rawValue
  private let last = Role.allCases[1].rawValue
}
