import Foundation
import Testing
import TestSupport

@testable import TimeReport

/// Compares the published JSON Schemas, as an independent validator applies them, with the decoder and the converter.
struct SchemaAgreementTests {
  /// One line of the input of the checking script.
  private static func line(_ name: String, schema: String, _ event: JSONValue, isValid: Bool) -> [UInt8] {
    JSONValue.object([
      ("name", .string(name)), ("schema", .string("\(schema).json")), ("valid", .boolean(isValid)),
      ("event", event),
    ]).bytes + [0x0A]
  }

  /// Whether the decoder and, for a report, the converter accept a request.
  private static func isAccepted(_ event: JSONValue) -> Bool {
    guard let decoded = Events.decode(event).event else { return false }
    switch decoded.request {
    case .prepare(let report): return converts(report)
    case .submit(let submit):
      guard case .report(let report) = submit.content else { return true }
      return converts(report)
    case .resolve: return true
    }
  }

  private static func converts(_ report: TimeReport) -> Bool {
    if case .success = Converter().convert(report) { true } else { false }
  }

  /// Mutations of an event: each value removed, replaced by every other JSON type, and with an additional member.
  private static func mutations(_ event: JSONValue) -> [(name: String, event: JSONValue)] {
    let kinds: [(String, JSONValue)] = [
      ("null", .null), ("true", .boolean(true)), ("integer", .integer(7)), ("empty text", .string("")),
      ("text", .string("text")), ("array", .array([])), ("object", .object([])),
    ]
    return event.paths.flatMap { path -> [(String, JSONValue)] in
      let place = path.map(\.description).joined(separator: "/")
      var results = [("\(place) removed", event.replacing(path[...], by: nil))]
      results += kinds.map { ("\(place) as \($0.0)", event.replacing(path[...], by: $0.1)) }
      if case .object = event[path[...]] {
        for name in ["superfluous", "Superfluous", "198002022393"] {
          results.append(
            ("\(place) with \(name)", event.replacing((path + [.name(name)])[...], by: .string("x")))
          )
        }
      }
      return results
    }
  }

  private static func requestLines() throws -> [UInt8] {
    var lines: [UInt8] = []
    for name in GoldenRequestTests.names {
      let event = try Events.json(name)
      let schema = String(name.prefix { $0 != "-" })
      lines += line(name, schema: schema, event, isValid: isAccepted(event))
      for (how, mutant) in mutations(event) {
        lines += line("\(name): \(how)", schema: schema, mutant, isValid: isAccepted(mutant))
      }
      for extra in ["extension1", "Extension", "data_base64", "too-long-a-name-for-an-attribute"] {
        let mutant = event.replacing([.name(extra)][...], by: .string("x"))
        lines += line("\(name): with \(extra)", schema: schema, mutant, isValid: isAccepted(mutant))
      }
    }
    return lines
  }

  /// The schema must accept every golden outcome and refuse it with a member missing, added or of another type.
  private static func outcomeLines() throws -> [UInt8] {
    var lines: [UInt8] = []
    for name in GoldenOutcomeTests.names {
      let event = try JSONValue(Golden.bytes("outcomes/\(name).json"))
      let type = try #require(try GoldenOutcomeTests.outcomes()[name]).outcome.type.rawValue
      let schema = String(type.dropFirst("elt.time-report.".count).dropLast(".v1".count))
      lines += line(name, schema: schema, event, isValid: true)
      guard case .object(let members) = event[[.name("data")]] else { continue }
      for (member, _) in members {
        if member != "reportId" {
          lines += line(
            "\(name): no \(member)",
            schema: schema,
            event.replacing("data/\(member)", by: nil),
            isValid: false
          )
        }
        for (kind, wrong) in [("null", JSONValue.null), ("object", .object([])), ("text", .string("\u{0}"))]
        where !(kind == "text" && ["causationId", "txId", "reason"].contains(member)) {
          lines += line(
            "\(name): \(member) as \(kind)",
            schema: schema,
            event.replacing("data/\(member)", by: wrong),
            isValid: false
          )
        }
      }
      lines += line(
        "\(name): superfluous",
        schema: schema,
        event.replacing("data/superfluous", by: .integer(1)),
        isValid: false
      )
    }
    return lines
  }

  @Test("the schemas and the decoder agree on every event and every mutation")
  func theSchemasAndTheDecoderAgreeOnEveryEventAndEveryMutation() async throws {
    let cases = FileManager.default.temporaryDirectory.appending(
      path: "elt-adapter-cases-\(UUID().uuidString).json"
    )
    try Data(try Self.requestLines() + Self.outcomeLines()).write(to: cases)
    defer { try? FileManager.default.removeItem(at: cases) }

    let install = Repository.file("scripts/install-independent-checkers")
    let installed = try await FinishedProcess.run([install.path()])
    try #require(installed.status == 0, "the validator could not be installed")
    let python = installed.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
    let script = Repository.file("Tests/independent-checkers/check_event_schemas.py")
    let checked = try await FinishedProcess.run(
      [python, script.path(), Repository.file("schemas").path(), cases.path()])
    #expect(checked.status == 0, "\(checked.text)")
  }
}
