import PipelineTestSupport
import Testing

@testable import AdapterSettings

@Suite struct FileShapeTests {
  @Test(arguments: [
    ("kafka: here", "kafka", "must be a mapping"), ("kafka: [a]", "kafka", "must be a mapping"),
    ("inDoubt: {policy: hold}", "inDoubt", "takes a value, not a mapping"),
    ("kafka: {properties: [a]}", "kafka.properties", "must be a mapping"),
    ("kafka: {properties: {a: {b: c}}}", "kafka.properties", "must be a mapping"),
    ("kafka: {groupId: [a]}", "kafka.groupId", "takes a value, not a list"),
    ("roles: [[intake]]", "roles", "takes a list of values"),
    ("? [a]\n: b", "(top)", "has a key that is not a text"),
  ])
  func aMappingIsNoValueAndAValueNoMapping(yaml: String, key: String, message: String) async throws {
    let found = try await problems(yaml)
    #expect(found.map(\.key) == [key])
    #expect(found.first?.message.contains(message) == true)
  }

  @Test(arguments: ["- a\n- b", "just text"]) func theWholeMustBeAMapping(yaml: String) async throws {
    #expect(try await problems(yaml).map(\.message) == ["must be a mapping of keys to values"])
  }

  @Test(arguments: ["", "# nothing but a comment\n", "---\n"]) func anEmptyFileLeavesTheDefaults(yaml: String)
    async throws
  {
    #expect(try await load(yaml).kafka.groupId == "elt-adapter")
  }

  @Test(arguments: ["a: [", "kafka:\n\tgroupId: x", "inDoubt: hold\ninDoubt: resend"])
  func whatIsNoYAMLIsTold(yaml: String) async throws {
    let found = try await problems(yaml)
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix("is not YAML") == true)
  }

  @Test(arguments: [
    "kafka:\n  properties:\n    sasl.password: \"hunter2", "kafka: {properties: {sasl.password: hunter2",
    "sasl.password: hunter2\nsasl.password: hunter2",
  ])
  func aProblemNeverQuotesASecret(yaml: String) async throws {
    let found = try await problems(yaml)
    #expect(found.count == 1)
    #expect(!"\(found)".contains("hunter2"))
  }

  @Test func aFileThatIsNotThereIsTold() async {
    await #expect(throws: ConfigurationError.self) {
      try await ConfigurationLoader.load(file: "/nowhere/elt-adapter.yaml", options: [], environment: [:])
    }
  }
}
