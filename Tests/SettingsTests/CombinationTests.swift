import PipelineTestSupport
import Testing
@testable import Settings

@Suite struct CombinationTests {
  @Test(
    "settings that conflict or need each other are checked",
    arguments: [
      ("elt: {environment: custom}", ["elt.url"]),
      ("elt: {environment: custom, url: 'http://x/'}", ["elt.url"]),
      ("elt: {environment: test, url: 'https://x/'}", []),
      ("elt: {environment: test, url: 'http://x/'}", ["elt.url"]),
      ("elt: {route: shs-node}", ["elt.url"]),
      (
        "elt: {route: shs-node, environment: production, url: 'https://x/'}\nsignatures: {personRootsFile: r}",
        []
      ),
      ("elt: {route: shs-mime}", ["elt.route"]),
      (
        "elt: {environment: production, url: 'https://x/'}\nsignatures: {personRootsFile: r}", ["elt.url"]
      ),
      ("elt: {environment: production}", ["signatures.personRootsFile"]),
      ("elt: {environment: production}\nroles: [submit]", []),
      ("elt: {url: 'https://x/'}", []),
      ("elt: {environment: custom, url: 'https://x/'}", []),
      ("signatures: {organisation: {keyFile: k}}", ["signatures.organisation.certificateFile"]),
      ("signatures: {organisation: {certificateFile: all.p12}}", []),
      ("signatures: {organisation: {certificateFile: c, keyFile: k}}", []),
      (
        "signatures: {organisation: {certificateFile: c, keyFile: k, ocspResponderURL: 'ldap://x/'}}",
        ["signatures.organisation.ocspResponderURL"]
      ),
      (
        "signatures: {organisation: {certificateFile: c, keyFile: k, ocspResponderURL: 'http://u:p@x/'}}",
        ["signatures.organisation.ocspResponderURL"]
      ),
      (
        "signatures: {organisation: {certificateFile: c, keyFile: k, ocspResponderURL: 'http://x/u:p@y?z@'}}",
        []
      ),
      ("elt: {url: 'https://u@x/'}", ["elt.url"]),
      ("elt: {notProcessedStatuses: [503, 524]}", []),
      ("elt: {notProcessedStatuses: [500]}", ["elt.notProcessedStatuses"]),
      ("signatures: {organisation: {keyPassphraseFile: p}}", ["signatures.organisation.certificateFile"]),
      ("topics: {requests: same, outcomes: same}", ["topics"]),
      ("topics: {requests: elt.ledger}", ["topics"]),
    ]
  )
  func combination(yaml: String, wrong: [String]) async throws {
    #expect(try await problems(yaml).map(\.key) == wrong)
  }

  @Test(
    "an unsafe but allowed setting causes a warning",
    arguments: [
      ("{}", ["signatures.personRootsFile"]),
      ("roles: [submit]", []),
      ("signatures: {personRootsFile: r}", []),
      ("signatures: {personRootsFile: r, organisation: {certificateFile: c, keyFile: k}}", []),
    ]
  )
  func warning(yaml: String, keys: [String]) async throws {
    #expect(try await load(yaml).warnings.map(\.key) == keys)
  }

  @Test(
    "a repeated receipt leaves a report in doubt, except in a custom environment",
    arguments: [
      ("elt: {environment: test}", RepeatedReceipts.inDoubt), ("elt: {environment: production}", .inDoubt),
      ("elt: {environment: custom, url: 'https://x/'}", .accept),
      ("elt: {environment: custom, url: 'https://x/', repeatedReceipts: in-doubt}", .inDoubt),
      ("elt: {repeatedReceipts: accept}", .accept),
    ]
  )
  func repeatedReceipts(yaml: String, expected: RepeatedReceipts) async throws {
    #expect(try await load(yaml + "\nroles: [submit]").elt.repeatedReceipts == expected)
  }
}
