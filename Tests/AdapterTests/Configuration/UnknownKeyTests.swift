import PipelineTestSupport
import Testing

@testable import AdapterSettings

@Suite struct UnknownKeyTests {
  @Test(arguments: [
    ("kafka: {bootstrapServer: x}", "kafka.bootstrapServer", "kafka.bootstrapServers"),
    ("kafka: {groupid: x}", "kafka.groupid", "kafka.groupId"),
    ("in-doubt: hold", "in-doubt", "inDoubt"),
    ("topics: {dead-letters: x}", "topics.dead-letters", "topics.deadLetters"),
    ("pacing: {maxInflight: 2}", "pacing.maxInflight", "pacing.maxInFlight"),
    ("signatures: {organisation: {certFile: x}}", "signatures.organisation.certFile", nil),
    ("something: {else: 1}", "something", nil),
  ])
  func inAFileAreRefusedWithTheNearestKnownOne(yaml: String, key: String, nearest: String?) async throws {
    let found = try await problems(yaml)
    #expect(found.map(\.key) == [key])
    #expect(found.first?.message.hasPrefix("is not a known key") == true)
    if let nearest { #expect(found.first?.message.contains("did you mean `\(nearest)`?") == true) }
  }

  @Test func allAreToldAtOnce() async throws {
    let found = try await problems("kafkaa: {}\nrole: [intake]\nlog: {levle: info}")
    #expect(found.map(\.key) == ["kafkaa", "role", "log.levle"])
  }

  @Test(arguments: [
    ("--kafka-bootstrap-server", "--kafka-bootstrap-servers"), ("--kafka-groupid", "--kafka-group-id"),
  ])
  func optionsAreRefusedWithTheNearestKnownOne(option: String, nearest: String) async throws {
    for options in [[option, "x"], ["\(option)=x"]] {
      let found = try await problems(options: options)
      #expect(found.map(\.key) == [option])
      #expect(found.first?.message.contains("did you mean \(nearest)?") == true)
    }
  }

  @Test func variablesAreWorthAWarning() {
    let environment = [
      "ELT_ADAPTER_KAFKA_GROUP": "x", "ELT_ADAPTER_LOG_LEVEL": "info", "ELT_ADAPTER_TEST_BROKER": "x",
      "PATH": "x",
      "ELT_ADAPTER_PORT_8080_TCP": "tcp://10.0.0.1:8080",
    ]
    #expect(
      ConfigurationLoader.unknownVariables(in: environment) == [
        "ELT_ADAPTER_KAFKA_GROUP", "ELT_ADAPTER_PORT_8080_TCP",
      ]
    )
  }
}
