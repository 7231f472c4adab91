import PipelineTestSupport
import Testing

@testable import Settings

@Suite struct FileTests {
  @Test(
    "an unknown key names the nearest known one",
    arguments: [
      ("kafka: {bootstrapServer: x}", "kafka.bootstrapServer", "kafka.bootstrapServers"),
      ("kafka: {groupid: x}", "kafka.groupid", "kafka.groupId"),
      ("in-doubt: hold", "in-doubt", "inDoubt"),
      ("topics: {dead-letters: x}", "topics.dead-letters", "topics.deadLetters"),
      ("pacing: {maxInflight: 2}", "pacing.maxInflight", "pacing.maxInFlight"),
      ("signatures: {organisation: {certFile: x}}", "signatures.organisation.certFile", nil),
      ("something: {else: 1}", "something", nil),
    ]
  )
  func unknownKey(yaml: String, key: String, nearest: String?) async throws {
    let found = try await problems(yaml)
    #expect(found.map(\.key) == [key])
    #expect(found.first?.message.hasPrefix("is not a known key") == true)
    if let nearest { #expect(found.first?.message.contains("did you mean `\(nearest)`?") == true) }
  }

  @Test("all unknown keys are reported together") func allUnknownKeys() async throws {
    let found = try await problems("kafkaa: {}\nrole: [submit]\nlog: {levle: info}")
    #expect(found.map(\.key) == ["kafkaa", "role", "log.levle"])
  }

  @Test(
    "an unknown option names the nearest known one",
    arguments: [
      ("--kafka-bootstrap-server", "--kafka-bootstrap-servers"), ("--kafka-groupid", "--kafka-group-id"),
    ]
  )
  func unknownOption(option: String, nearest: String) async throws {
    for options in [[option, "x"], ["\(option)=x"]] {
      let found = try await problems(options: options)
      #expect(found.map(\.key) == [option])
      #expect(found.first?.message.contains("did you mean \(nearest)?") == true)
    }
  }

  @Test("an unknown variable is only a warning") func unknownVariable() async throws {
    let environment = [
      "ELT_ADAPTER_KAFKA_GROUP": "x", "ELT_ADAPTER_LOG_LEVEL": "info", "ELT_ADAPTER_TEST_BROKER": "x",
      "PATH": "x",
      "ELT_ADAPTER_PORT_8080_TCP": "tcp://10.0.0.1:8080",
    ]
    let unknown = ConfigurationLoader.unknownVariables(in: environment)
    #expect(unknown == ["ELT_ADAPTER_KAFKA_GROUP", "ELT_ADAPTER_PORT_8080_TCP"])
    #expect(try await problems(environment: environment).isEmpty)
  }

  @Test(
    "a value of the wrong shape is refused",
    arguments: [
      ("kafka: here", "kafka", "must be a mapping"), ("kafka: [a]", "kafka", "must be a mapping"),
      ("inDoubt: {policy: hold}", "inDoubt", "must be a single value"),
      ("kafka: {properties: [a]}", "kafka.properties", "must be a mapping"),
      ("kafka: {properties: {a: {b: c}}}", "kafka.properties", "must be a mapping"),
      ("kafka: {groupId: [a]}", "kafka.groupId", "must be a single value"),
      ("roles: [[submit]]", "roles", "must be a list of values"),
      ("roles: {a: submit}", "roles", "must be a list of values"),
      ("? [a]\n: b", "(top)", "has a key that is not text"),
    ]
  )
  func wrongShape(yaml: String, key: String, message: String) async throws {
    let found = try await problems(yaml)
    #expect(found.map(\.key) == [key])
    #expect(found.first?.message.contains(message) == true)
  }

  @Test("a file that is not a mapping is refused", arguments: ["- a\n- b", "just text"])
  func noMapping(yaml: String) async throws {
    #expect(try await problems(yaml).map(\.message) == ["must be a mapping of keys to values"])
  }

  @Test("an empty file leaves the defaults", arguments: ["", "# nothing but a comment\n", "---\n"])
  func empty(yaml: String) async throws {
    #expect(try await load(yaml).kafka.groupId == "elt-adapter")
  }

  @Test(
    "a file that is not YAML is refused",
    arguments: ["a: [", "kafka:\n\tgroupId: x", "inDoubt: hold\ninDoubt: resend"]
  )
  func noYAML(yaml: String) async throws {
    let found = try await problems(yaml)
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix("is not YAML") == true)
  }

  @Test("a missing file is refused") func missing() async {
    await #expect(throws: ConfigurationError.self) {
      try await ConfigurationLoader.load(file: "/nowhere/elt-adapter.yaml", options: [], environment: [:])
    }
  }
}
