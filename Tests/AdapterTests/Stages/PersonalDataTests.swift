@testable import PipelineRecords
@testable import Telemetry
import PipelineTestSupport
import ELT
import Foundation
import InMemoryTracing
import Kafka
import TestSupport
import Testing
import TimeReport

@testable import Admin

/// Personal data reaches the agency and the outcomes only. It must not reach a log at any level, a metric, a span, a header
/// that the adapter adds, the ledger, or a problem that the adapter phrases itself.
@Suite struct PersonalDataTests {
  @Test("no log, metric, span, header, ledger entry or problem contains personal data")
  func noPathLeaksPersonalData() async throws {
    _ = Traces.tracer
    try await StageBench.with { bench in
      let marked = try MarkedEvents(topic: bench.topics.requests)
      let bad = marked.bad()
      let reports = (0..<6).map { "4a8db4b8-bc29-4406-901c-00000000000\($0)" }
      try await bench.publish([marked.prepare()] + bad)
      try await bench.publish(reports.enumerated().map { try marked.submit("submit-\($0)", reportId: $1) })
      try await bench.publish(reports.map { marked.resolve("resolve \($0)", reportId: $0) })
      try await bench.publish([
        ProducerRecord(
          topic: bench.topics.outbox,
          key: Array("Xylophonia".utf8),
          value: Array("Quintessa Ekmärke".utf8),
          headers: [RecordHeader("elt-report-id", "195001012383")]
        )
      ])
      let sender = ScriptedSender { envelope, attempt in Self.answer(envelope, attempt, reports) }
      let unreadable = 2
      try await bench.run([bench.submitStage(sender), bench.intakeStage()]) {
        try await bench.outcomes(1 + bad.count - unreadable + 2 * reports.count)
        try await bench.records(bench.topics.deadLetters, unreadable + 2)
      }

      let seen = bench.observed()
      bench.telemetry.metrics.show(seen)
      try expectNoMark(in: [bench.telemetry.metrics.text()], "metrics")
      #expect(
        bench.telemetry.metrics.text().contains(
          "elt_adapter_events_total{type=\"unknown\",result=\"dead-letter\"}"
        )
      )
      try expectNoMark(in: [try text(JSONEncoder().encode(StatusReport(seen)))], "status")
      try expectNoMark(in: Traces.tracer.finishedSpans.map { "\($0)" }, "span")
      #expect(Traces.tracer.finishedSpans.contains { $0.operationName == "elt.settle" })

      try expectNoMark(in: bench.log.lines, "log")
      #expect(bench.log.lines.count > 20)
      for record in try await bench.allRecords(bench.topics.ledger) {
        try expectNoMark(in: [text(record.key), text(record.value)], "ledger")
      }
      for letter in try await bench.allRecords(bench.topics.deadLetters) {
        let added = letter.headers.filter { $0.name.hasPrefix("elt-dead-letter-") }
        #expect(added.count == 4)
        try expectNoMark(in: added.flatMap { [$0.name, $0.text] }, "dead letter")
      }
      for record in try await bench.allRecords(bench.topics.outbox)
      where record.value != Array("Quintessa Ekmärke".utf8) {
        try expectNoMark(in: record.headers.flatMap { [$0.name, $0.text] }, "outbox header")
      }
      for outcome in try await bench.allOutcomes() { try expectNoPersonalData(outcome.outcome) }
    }
  }

  /// Gives each report another result. The agency's texts quote the report.
  private static func answer(_ envelope: [UInt8], _ attempt: Int, _ reports: [String]) -> SubmissionResult {
    let quoting = AgencyText("Quintessa Ekmärke 198002022393 is not valid.")
    guard case .submission(let submission) = SubmissionEnvelope.decode(envelope) else { return .unknown }
    let document = String(decoding: submission.document, as: UTF8.self)
    return switch reports.firstIndex(where: { document.contains($0) }) {
    case 0: .refused(Refusal(code: .eltXMLValidation, message: quoting))
    case 1: .serverFault(ServerFault(.eltServerFault, status: 500, "The service failed.", text: quoting))
    case 2: .unknown
    case 3 where attempt == 1: .notDelivered
    default: .receipt(txId: "receipt")
    }
  }

  private func expectNoPersonalData(_ outcome: Outcome) throws {
    switch outcome {
    case .rejected(_, let problems, _) where problems.first?.code == .eltXMLValidation,
      .failed(_, let problems, _) where problems.first?.code == .eltServerFault:
      #expect(
        problems.first?.message.contains("Quintessa") == true,
        "the agency's text is in the outcome"
      )
    case .rejected(_, let problems, _), .failed(_, let problems, _):
      try expectNoMark(in: problems.flatMap { [$0.message, "\($0)"] }, "problem")
    case .prepared, .accepted, .inDoubt: break
    }
  }

  private func expectNoMark(in texts: [String], _ place: String) throws {
    for text in texts {
      for mark in MarkedEvents.marks where text.contains(mark) {
        Issue.record("\(mark) in \(place): \(text)")
      }
    }
  }

  private func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }
  private func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }
}
