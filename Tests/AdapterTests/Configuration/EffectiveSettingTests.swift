import PipelineTestSupport
import Testing

@testable import AdapterSettings

/// What `check --print` shows.
@Suite struct EffectiveSettingTests {
  private func settings(_ yaml: String? = nil, options: [String] = [], environment: [String: String] = [:])
    async throws -> [EffectiveSetting]
  {
    let file = try ConfigurationText(yaml ?? "")
    return try await ConfigurationLoader.loadWithOrigins(
      file: file.path,
      options: options,
      environment: environment
    ).settings
  }

  @Test func everySettingIsShownOnceInTheOrderOfTheReference() async throws {
    let shown = try await settings().map(\.key)
    #expect(shown == Settings.all.map(\.key).filter { $0 != Settings.kafkaProperties })
  }

  @Test func theOriginIsThePlaceThatWon() async throws {
    let found = try await settings(
      "{admin: {port: 1}, log: {level: debug}, roles: [submit]}",
      options: ["--admin-port", "3"],
      environment: ["ELT_ADAPTER_LOG_LEVEL": "error", "ELT_ADAPTER_ADMIN_PORT": "2"]
    )
    let byKey = Dictionary(uniqueKeysWithValues: found.map { ($0.key, $0) })
    #expect(byKey["admin.port"]?.line == "admin.port: 3  # option")
    #expect(byKey["log.level"]?.line == "log.level: error  # environment")
    #expect(byKey["roles"]?.line == "roles: submit  # file")
    #expect(byKey["inDoubt"]?.line == "inDoubt: hold  # default")
    #expect(byKey["elt.url"]?.line == "elt.url: (not set)  # default")
  }

  @Test func aPropertyThatMayBeSecretIsHidden() async throws {
    let secrets = try ConfigurationText("sasl.password=hunter2\n")
    let found = try await settings(
      "kafka: {properties: {security.protocol: sasl_ssl, ssl.key.password: hunter3, some.new.thing: hunter4}}",
      options: ["--kafka-properties-file", secrets.path]
    )
    let lines = found.map(\.line)
    #expect(lines.contains("kafka.properties.security.protocol: sasl_ssl  # file"))
    #expect(lines.contains("kafka.properties.sasl.password: (hidden)  # propertiesFile"))
    #expect(lines.contains("kafka.properties.ssl.key.password: (hidden)  # file"))
    #expect(!lines.joined().contains("hunter"))
  }
}
