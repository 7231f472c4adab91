import TestSupport
import Testing

@testable import TimeReport

/// Compares one outcome of each type with its golden file, byte for byte.
struct GoldenOutcomeTests {
  static let trace = TraceContext(
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    tracestate: "vendor=1"
  )
  static let names = Golden.names(in: "outcomes", ending: ".json")

  static func outcomes() throws -> [String: OutcomeEvent] {
    let document = try GoldenConversionTests.convert("over-both-month-ends")
    let problems = [
      Problem(
        .shiftOrder,
        "The shift ends at or before its start.",
        at: .pointer("/data/report/shifts/0/end")
      ),
      Problem(.xmlSchema, "A sentence with \"quotes\", å and \\.", at: .line(7)),
      Problem(.eventContentType, "The header is missing."),
    ]
    func event(
      _ outcome: Outcome,
      reportId: ReportId? = .named(Samples.reportId),
      trace: TraceContext = TraceContext()
    )
      -> OutcomeEvent
    {
      OutcomeEvent(
        id: "0d9f2c1e-6a56-4a53-8f0e-6b1d7f4f6a01",
        source: "/elt-adapter/test",
        time: 1_793_612_345_678,
        reportId: reportId,
        causationId: "event-1",
        trace: trace,
        outcome: outcome
      )
    }
    return [
      "prepared": event(
        .prepared(
          document: document.bytes,
          digest: document.digest,
          toBeSigned: document.toBeSigned,
          notices: document.notices
        ),
        reportId: document.reportId,
        trace: trace
      ),
      "accepted": event(
        .accepted(txId: "0e4c5bb1-6d0c-4a53-9e2f-0d6c4b3d9b5c", acceptedAt: 1_793_612_345_000, attempts: 1)
      ),
      "accepted-duplicate": event(
        .accepted(
          txId: "0e4c5bb1-6d0c-4a53-9e2f-0d6c4b3d9b5c",
          acceptedAt: 1_793_612_345_000,
          attempts: 3,
          duplicate: true,
          possiblyDuplicate: true,
          notices: [
            Problem(
              .noticePastDeadline,
              "The report for 2026-10 is late: the deadline was 2026-12-05."
            )
          ]
        )
      ),
      "rejected": event(.rejected(stage: .convert, problems: problems)),
      "rejected-without-report-id": event(.rejected(stage: .decode, problems: problems), reportId: nil),
      "in-doubt": event(
        .inDoubt(
          attemptedAt: 1_793_612_340_000,
          attempts: 2,
          reason: "The connection ended before an answer came."
        )
      ),
      "failed": event(
        .failed(
          attempts: 5,
          problems: [Problem(.xmlTooLarge, "The document is too large.")],
          possiblyDuplicate: true
        )
      ),
    ]
  }

  @Test("an outcome gives the same bytes in every release", arguments: names)
  func anOutcomeGivesTheSameBytesInEveryRelease(_ name: String) throws {
    let event = try #require(try Self.outcomes()[name])
    let expected = try Golden.bytes("outcomes/\(name).json")
    #expect(
      String(decoding: event.encoded() + [0x0A], as: UTF8.self) == String(decoding: expected, as: UTF8.self)
    )
  }

  @Test("a written outcome is read back", arguments: names)
  func aWrittenOutcomeIsReadBack(_ name: String) throws {
    #expect(OutcomeEvent(decoding: try Golden.bytes("outcomes/\(name).json")) == (try Self.outcomes()[name]))
  }

  @Test("there is a golden file for every type of outcome")
  func thereIsAGoldenFileForEveryTypeOfOutcome() throws {
    #expect(Set(try Self.outcomes().keys) == Set(Self.names))
    #expect(Set(try Self.outcomes().values.map(\.outcome.type)) == Set(OutcomeType.allCases))
  }

  @Test("an incomplete outcome is not read")
  func anIncompleteOutcomeIsNotRead() throws {
    for text in ["", "{}", "[]", "{\"specversion\":\"1.0\"}"] {
      #expect(OutcomeEvent(decoding: Array(text.utf8)) == nil)
    }
    for name in Self.names {
      let event = try JSONValue(Golden.bytes("outcomes/\(name).json"))
      guard case .object(let members) = event[[.name("data")]] else { continue }
      // Rejections and failures of earlier releases have no `possiblyDuplicate`.
      let optional = ["reportId", name.hasPrefix("accepted") ? "" : "possiblyDuplicate"]
      for (member, _) in members where !optional.contains(member) {
        #expect(
          OutcomeEvent(decoding: event.replacing("data/\(member)", by: nil).bytes) == nil,
          "\(name) \(member)"
        )
        #expect(
          OutcomeEvent(decoding: event.replacing("data/\(member)", by: .null).bytes) == nil,
          "\(name) \(member)"
        )
      }
    }
  }
}
