import ELT
import Foundation
import SyntheticEvents
import Testing
import TestPKI
import TestSupport
import TimeReport

/// `verify` explains the decision that the pipeline would make.
@Suite struct VerifyTests {
  private struct Output: Decodable {
    let reportId: String?
    let valid: Bool
    let signatures: [Signature]

    struct Signature: Decodable {
      let role: String
      let valid: Bool
      let checks: [Check]
    }
    struct Check: Decodable {
      let check: String
      let result: String
      let expected: String
      let found: String?
      let message: String?
      let code: String?
    }
  }

  private static let shared = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make() }

  private let scratch: TemporaryDirectory
  private let pki: ThrowawayPKI
  private let today: CalendarDate
  private var generator: EventGenerator

  init() throws {
    scratch = try TemporaryDirectory()
    pki = try Self.shared.get()
    try pki.write(to: scratch.file("pki"))
    today = SwedishTime.date(at: Int(Date().timeIntervalSince1970))
    generator = EventGenerator(seed: 5, today: today, pki: pki)
    generator.alwaysStructured = true
  }

  private func verify(_ bytes: [UInt8], _ more: String...) async throws -> (status: Int32, Output) {
    try Data(bytes).write(to: URL(filePath: scratch.file("input")))
    let arguments = ["verify", "input", "--json", "--signatures-person-roots-file", "pki/person-root.pem"]
    let run = try await Binary.adapter.run(arguments + more, in: scratch.path)
    return (run.status, try JSONDecoder().decode(Output.self, from: Data(run.output)))
  }

  @Test("a good event passes every check") mutating func goodEventPassesEveryCheck() async throws {
    let event = try generator.submit()
    let (status, output) = try await verify(event.value)
    #expect(status == 0 && output.valid && output.reportId == event.reportId?.text)
    #expect(output.signatures.map(\.role) == ["assistant", "provider"])
    for signature in output.signatures {
      #expect(signature.checks.filter { $0.result != "passed" }.map(\.check) == ["authorisation"])
      #expect(signature.checks.filter { $0.found == nil }.map(\.check) == ["authorisation"])
      #expect(signature.checks.allSatisfy { !$0.expected.isEmpty })
    }
  }

  @Test("verify accepts the SOAP body of a request and finds swapped signatures")
  mutating func soapBodyIsVerified() async throws {
    guard case .event(let event) = EventDecoder().decode(try generator.submit().rawEvent),
      case .submit(let submit) = event.request, let assistant = submit.assistantSignature,
      let provider = submit.providerSignature, case .report(let report) = submit.content,
      case .success(let document) = Converter().convert(report)
    else {
      Issue.record("the first event has a report")
      return
    }
    let body = SubmissionEnvelope.encode(
      SignedSubmission(document: document, assistant: assistant, provider: provider)
    )
    let (status, output) = try await verify(body)
    #expect(status == 0 && output.valid && output.signatures.count == 2)
    // The assistant's signature is valid in the provider's place, because any person may sign there. The provider's is not
    // valid in the assistant's place.
    let swapped = SubmissionEnvelope.encode(
      SignedSubmission(document: document, assistant: provider, provider: assistant)
    )
    let (swappedStatus, found) = try await verify(swapped)
    #expect(swappedStatus == 1)
    #expect(found.signatures[0].checks.compactMap(\.code) == ["signature.wrong-person"])
    #expect(found.signatures[1].valid)
  }

  @Test("the document of an event or a SOAP body is validated against elt.schemaDirectory, as by run")
  mutating func configuredSchemasAreUsed() async throws {
    let ours = Repository.file("schemas/elt/1.0/document").path
    let schema = try String(contentsOfFile: ours + "/tidredovisning.xsd", encoding: .utf8)
    let strict = try TemporaryDirectory()
    _ = try strict.write(schema.replacing("\"fornamn\"", with: "\"forsta-namn\""), to: "changed.xsd")
    let event = try generator.submit()
    guard case .event(let decoded) = EventDecoder().decode(event.rawEvent),
      case .submit(let submit) = decoded.request, case .report(let report) = submit.content
    else {
      Issue.record("the first event has a report")
      return
    }
    let body = SubmissionEnvelope.encode(
      SignedSubmission(
        document: try Converter().convert(report).get(),
        assistant: try #require(submit.assistantSignature),
        provider: try #require(submit.providerSignature)
      )
    )
    for input in [event.value, body] {
      try Data(input).write(to: URL(filePath: scratch.file("input")))
      let arguments = ["verify", "input", "--signatures-person-roots-file", "pki/person-root.pem"]
      let accepted = try await Binary.adapter.run(
        arguments + ["--elt-schema-directory", ours],
        in: scratch.path
      )
      #expect(accepted.status == 0, "\(accepted.text)")
      let refused = try await Binary.adapter.run(
        arguments + ["--elt-schema-directory", strict.path],
        in: scratch.path
      )
      #expect(refused.status == 1)
      #expect(refused.text.contains("Expected: forsta-namn"))
    }
    let empty = try TemporaryDirectory()
    let unusable = try await Binary.adapter.run(
      "verify",
      "input",
      "--elt-schema-directory",
      empty.path,
      in: scratch.path
    )
    #expect(unusable.status == 2)
  }

  @Test("an untrusted chain fails its check and the other checks are still reported")
  mutating func untrustedChainIsReported() async throws {
    try ThrowawayPKI.make().write(to: scratch.file("strangers"))
    let event = try generator.submit()
    try Data(event.value).write(to: URL(filePath: scratch.file("event.json")))
    let run = try await Binary.adapter.run(
      ["verify", "event.json", "--signatures-person-roots-file", "strangers/person-root.pem"],
      in: scratch.path
    )
    #expect(run.status == 1)
    #expect(run.outputText.contains("FAILED   chain             signature.untrusted"))
    #expect(run.outputText.contains("expected: one chain, in order, to a configured root"))
    #expect(run.outputText.contains("found:    a chain that no configured root issued"))
    #expect(run.outputText.contains("passed   value"))
    #expect(run.outputText.contains("passed   ocsp-status       good"), "the other checks are still made")
  }

  @Test("the output contains neither identity numbers nor names") mutating func outputContainsNoPersonalData()
    async throws
  {
    guard case .event(let event) = EventDecoder().decode(try generator.submit().rawEvent),
      case .submit(let submit) = event.request, case .report(let report) = submit.content
    else {
      Issue.record("the first event has a report")
      return
    }
    var again = EventGenerator(seed: 5, today: today, pki: pki)
    again.alwaysStructured = true
    try Data(try again.submit().value).write(to: URL(filePath: scratch.file("event.json")))
    let run = try await Binary.adapter.run("verify", "event.json", in: scratch.path)
    for mark in [
      report.assistant.number.digits, report.assistedPerson.personalIdentityNumber,
      report.assistant.familyName,
    ] {
      #expect(!run.text.contains(mark))
    }
  }

  @Test("input without a submission exits with 1 and a reason") func inputWithoutSubmissionExitsWithOne()
    async throws
  {
    for input in ["{}", "<a/>", "", Reports.good] {
      let run = try await Binary.adapter.run("verify", "-", input: input)
      #expect(run.status == 1, "\(input.prefix(10)): \(run.text)")
      #expect(!run.text.isEmpty)
    }
  }
}
