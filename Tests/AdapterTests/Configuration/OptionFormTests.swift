import PipelineTestSupport
import Testing


/// Options that would be passed over in silence, and the setting left at its default.
@Suite struct OptionFormTests {
  @Test func anOptionNeedsAValue() async throws {
    #expect(try await problems(options: ["--log-level"]).map(\.key) == ["--log-level"])
    #expect(
      try await problems(options: ["--log-level", "--log-format", "text"]).map(\.key) == ["--log-level"]
    )
  }

  @Test func aWordWithoutAnOptionIsRefused() async throws {
    #expect(try await problems(options: ["elt-adapter.yaml"]).map(\.key) == ["elt-adapter.yaml"])
    #expect(try await problems(options: ["-log-level", "info"]).map(\.key).contains("-log-level"))
    #expect(try await problems(options: ["--log-format=text", "info"]).map(\.key) == ["info"])
  }

  @Test func aSecondValueIsRefused() async throws {
    #expect(try await problems(options: ["--kafka-group-id", "a", "b"]).map(\.key) == ["b"])
    #expect(
      try await problems(options: ["--kafka-group-id", "a", "--kafka-group-id", "b"]).map(\.key) == [
        "--kafka-group-id"
      ]
    )
  }

  @Test func listsTakeCommas() async throws {
    #expect(try await load(options: ["--roles", "intake,submit"]).roles == [.intake, .submit])
    #expect(
      try await load(environment: ["ELT_ADAPTER_ROLES": "intake, submit"]).roles == [.intake, .submit]
    )
    #expect(
      try await load(options: ["--kafka-bootstrap-servers", "a:1,b:2"]).kafka.bootstrapServers == "a:1,b:2"
    )
  }
}
