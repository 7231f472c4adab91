import Foundation
import SyntheticEvents
import Testing
import TestPKI
import TestSupport
import TimeReport

/// `verify` explains every bad signature that `generate` writes.
@Suite struct VerifyBadEventsTests {
  private struct Output: Decodable {
    let valid: Bool
    let problems: [Problem]
    let signatures: [Signature]

    struct Problem: Decodable { let code: String }
    struct Signature: Decodable { let checks: [Check] }
    struct Check: Decodable { let code: String? }

    var codes: [String] { problems.map(\.code) + signatures.flatMap { $0.checks.compactMap(\.code) } }
  }

  private static let pki = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make() }

  private let scratch: TemporaryDirectory

  init() throws {
    scratch = try TemporaryDirectory()
    try Self.pki.get().write(to: scratch.file("pki"))
  }

  @Test(
    "verify explains a bad signature with the code of its outcome",
    arguments: BadEvent.catalogue.filter { $0.signatureCode != nil }
  )
  func badSignatureIsExplained(_ kind: BadEvent) async throws {
    let code = try #require(kind.signatureCode)
    let made = try await Binary.simulator.run(
      ["generate", "--pki", "pki", "--bad", kind.label, "--output", "bad.json"],
      in: scratch.path
    )
    #expect(made.status == 0, "\(made.text)")
    let found = try await Binary.adapter.run(
      ["verify", "bad.json", "--json", "--signatures-person-roots-file", "pki/person-root.pem"],
      in: scratch.path
    )
    #expect(found.status == 1)
    let output = try JSONDecoder().decode(Output.self, from: Data(found.output))
    #expect(!output.valid)
    #expect(Set(output.codes).subtracting(kind.also.map(\.rawValue)) == [code.rawValue])
    let checks = output.signatures.map(\.checks.count)
    #expect(checks.count == 2 && checks[0] == checks[1], "every check is reported for both signatures")
  }
}

extension BadEvent {
  fileprivate var signatureCode: ProblemCode? {
    if case .rejected(.signatures, let code) = expectation { code } else { nil }
  }
}

extension BadEvent: CustomTestStringConvertible {
  public var testDescription: String { label }
}
