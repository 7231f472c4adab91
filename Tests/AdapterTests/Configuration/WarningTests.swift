import PipelineTestSupport
import Testing


@Suite struct WarningTests {
  @Test(arguments: [
    ("{}", ["signatures.personRootsFile"]),
    ("roles: [submit]", []),
    ("signatures: {personRootsFile: r}", []),
    ("signatures: {personRootsFile: r, organisation: {certificateFile: c, keyFile: k}}", []),
  ])
  func whatIsWorthASecondLook(yaml: String, keys: [String]) async throws {
    let configuration = try await load(yaml)
    #expect(configuration.warnings.map(\.key) == keys)
  }
}
