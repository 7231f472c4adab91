import PipelineTestSupport
import Testing

@testable import Settings
@testable import Telemetry

/// An option takes precedence over the environment, the environment over the file, the file over the default.
@Suite struct PrecedenceTests {
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let file: String
    let variable: String
    let option: String
    /// The value in the file, the variable and the option, and the default.
    let values: [String]
    let read: @Sendable (AdapterConfiguration) -> String
  }

  private static let stage1 = Role.allCases[0].rawValue

  static let cases = [
    Case(
      description: "kafka.groupId",
      file: "kafka: {groupId: file}",
      variable: "ELT_ADAPTER_KAFKA_GROUP_ID",
      option: "--kafka-group-id",
      values: ["file", "variable", "option", "elt-adapter"]
    ) { $0.kafka.groupId },
    Case(
      description: "topics.deadLetters",
      file: "topics: {deadLetters: file}",
      variable: "ELT_ADAPTER_TOPICS_DEAD_LETTERS",
      option: "--topics-dead-letters",
      values: ["file", "variable", "option", "elt.dead-letters"]
    ) { $0.topics.deadLetters },
    Case(
      description: "admin.port",
      file: "admin: {port: 1}",
      variable: "ELT_ADAPTER_ADMIN_PORT",
      option: "--admin-port",
      values: ["1", "2", "3", "8080"]
    ) { "\($0.admin.port)" },
    Case(
      description: "pacing.requestsPerSecond",
      file: "pacing: {requestsPerSecond: 1.5}",
      variable: "ELT_ADAPTER_PACING_REQUESTS_PER_SECOND",
      option: "--pacing-requests-per-second",
      values: ["1.5", "2.5", "3.5", "1.0"]
    ) { "\($0.pacing.requestsPerSecond)" },
    Case(
      description: "inDoubt",
      file: "inDoubt: resend",
      variable: "ELT_ADAPTER_IN_DOUBT",
      option: "--in-doubt",
      values: ["resend", "hold", "resend", "hold"]
    ) { $0.inDoubt.rawValue },
    Case(
      description: "roles",
      file: "roles: [\(stage1)]",
      variable: "ELT_ADAPTER_ROLES",
      option: "--roles",
      values: [stage1, "submit", stage1, "\(stage1),submit"]
    ) { $0.roles.map(\.rawValue).sorted().joined(separator: ",") },
  ]

  @Test("each source overrides those below it", arguments: cases) func precedence(_ one: Case) async throws {
    let environment = [one.variable: one.values[1]]
    let options = [one.option, one.values[2]]
    #expect(one.read(try await load(one.file, options: options, environment: environment)) == one.values[2])
    #expect(one.read(try await load(one.file, environment: environment)) == one.values[1])
    #expect(one.read(try await load(one.file)) == one.values[0])
    #expect(one.read(try await load()) == one.values[3])
    #expect(one.read(try await load(options: options)) == one.values[2])
  }

  @Test("sources are combined key by key") func combined() async throws {
    let configuration = try await load(
      "kafka: {groupId: file, bootstrapServers: 'file:1'}",
      options: ["--kafka-instance-id", "option"],
      environment: ["ELT_ADAPTER_KAFKA_GROUP_ID": "variable"]
    )
    #expect(configuration.kafka.groupId == "variable")
    #expect(configuration.kafka.bootstrapServers == "file:1")
    #expect(configuration.kafka.instanceId == "option")
  }

  @Test("a wrong value is not replaced by a correct one of lower precedence") func wrongValue() async throws {
    let found = try await problems("admin: {port: 80}", environment: ["ELT_ADAPTER_ADMIN_PORT": "eighty"])
    #expect(found.map(\.key) == ["admin.port"])
  }
}
