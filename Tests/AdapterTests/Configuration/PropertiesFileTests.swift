import PipelineTestSupport
import Testing

@testable import AdapterSettings

/// `kafka.propertiesFile`: how a password gets in without lying in the configuration.
@Suite struct PropertiesFileTests {
  private func load(_ text: String, _ options: [String] = []) async throws -> [String: String] {
    let file = try ConfigurationText(text)
    return try await AdapterTests.load(options: ["--kafka-properties-file", file.path] + options).kafka
      .properties
  }

  private func problem(_ text: String, _ options: [String] = []) async throws -> ConfigurationProblem? {
    let file = try ConfigurationText(text)
    let found = try await problems(options: ["--kafka-properties-file", file.path] + options)
    #expect(found.count <= 1)
    return found.first
  }

  @Test func linesAreProperties() async throws {
    let text = "# for the test\n\nsasl.username = a \r\nsasl.password=b=c,d\n"
    #expect(try await load(text) == ["sasl.username": "a", "sasl.password": "b=c,d"])
    #expect(try await load("").isEmpty)
  }

  @Test func theyJoinThoseOfTheOption() async throws {
    let properties = try await load("sasl.password=b", ["--kafka-properties", "sasl.username=a"])
    #expect(properties == ["sasl.username": "a", "sasl.password": "b"])
  }

  @Test func aLineWithoutAValueIsNamedByItsNumberOnly() async throws {
    let found = try #require(try await problem("# one\nhunter2\n"))
    #expect(found.key == "kafka.propertiesFile")
    #expect(found.message.contains("line 2") && !found.message.contains("hunter2"))
  }

  @Test func aPropertyGivenTwiceIsRefused() async throws {
    let twice = try await problem("sasl.username=a\nsasl.username=hunter2")
    #expect(twice?.message.contains("sasl.username again in line 2") == true)
    let elsewhere = try await problem("sasl.username=hunter2", ["--kafka-properties", "sasl.username=a"])
    #expect(elsewhere?.message.contains("sets sasl.username, which is set elsewhere") == true)
    #expect(twice?.message.contains("hunter2") == false && elsewhere?.message.contains("hunter2") == false)
  }

  @Test func aFileThatIsMissingOrTooLargeIsNamed() async throws {
    let missing = try await problems(options: ["--kafka-properties-file", "/no/such/file"])
    #expect(missing.map(\.key) == ["kafka.propertiesFile"])
    let large = try await problem(String(repeating: "#", count: 70_000))
    #expect(large?.message.contains("64 KiB") == true)
  }
}
