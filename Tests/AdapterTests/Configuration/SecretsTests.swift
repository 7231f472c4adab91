import PipelineTestSupport
import Testing

@testable import AdapterSettings

/// Frameworks print what they are given at debug level, services and all they hold included.
@Suite struct SecretsTests {
  @Test func aConfigurationPrintsNoPropertyOfKafka() async throws {
    let configuration = try await ConfigurationLoader.load(
      file: nil,
      options: ["--kafka-properties", "sasl.password=hunter2"],
      environment: [:]
    )
    #expect(configuration.kafka.properties == ["sasl.password": "hunter2"])
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(configuration)", String(reflecting: configuration), "\(configuration.kafka)", dumped] {
      #expect(!text.contains("hunter2"))
    }
  }
}
