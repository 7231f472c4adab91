import PipelineTestSupport
import Testing
import TestSupport

@testable import Settings

/// Frameworks print services and everything they hold at debug level.
@Suite struct SecretTests {
  @Test("a printed configuration holds no value of a Kafka property") func printed() async throws {
    let configuration = try await load(options: ["--kafka-properties", "sasl.password=hunter2"])
    #expect(configuration.kafka.properties.values == ["sasl.password": "hunter2"])
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(configuration)", String(reflecting: configuration), "\(configuration.kafka)", dumped] {
      #expect(!text.contains("hunter2"))
    }
  }

  @Test(
    "a problem with the file quotes no secret",
    arguments: [
      "kafka:\n  properties:\n    sasl.password: \"hunter2", "kafka: {properties: {sasl.password: hunter2",
      "sasl.password: hunter2\nsasl.password: hunter2", "kafka: {properties: {sasl.password: [hunter2]}}",
    ]
  )
  func quoted(yaml: String) async throws {
    let found = try await problems(yaml)
    #expect(found.count == 1)
    #expect(!"\(found)".contains("hunter2"))
  }

  @Test("check --print hides properties that may be secret") func effective() async throws {
    let directory = try TemporaryDirectory()
    let secrets = try directory.write("sasl.password=hunter2\n", to: "secrets.properties")
    let yaml = "{security.protocol: sasl_ssl, ssl.key.password: hunter3, some.new.thing: hunter4}"
    let file = try directory.write("kafka: {properties: \(yaml)}", to: "config.yaml")
    let lines = try await ConfigurationLoader.loadWithOrigins(
      file: file,
      options: ["--kafka-properties-file", secrets],
      environment: [:]
    ).settings.map(\.line)
    #expect(lines.contains("kafka.properties.security.protocol: sasl_ssl  # file"))
    #expect(lines.contains("kafka.properties.sasl.password: (hidden)  # propertiesFile"))
    #expect(lines.contains("kafka.properties.ssl.key.password: (hidden)  # file"))
    #expect(!lines.joined().contains("hunter"))
  }
}
