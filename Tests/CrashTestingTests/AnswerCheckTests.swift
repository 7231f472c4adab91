import PipelineRecords
import TestSupport
import Testing
import TimeReport

@testable import ELTSimulator
@testable import elt_adapter_crash_test

/// The checks of answers detect each violation, and accept what the adapter must do.
struct AnswerCheckTests {
  private func report(_ outcome: Outcome, calls: [(ReceivedCall.Result, String?)], doubted: Bool = false)
    -> ReportEvidence
  {
    var report = ReportEvidence()
    report.outcomes = (doubted ? [inDoubt("the connection was lost")] : []).map(event) + [event(outcome)]
    report.calls = calls.enumerated().map { index, call in
      ReceivedCall(
        number: index + 1,
        at: 20,
        reportId: "A",
        result: call.0,
        seenBefore: 0,
        injected: call.1
      )
    }
    return report
  }

  private func event(_ outcome: Outcome) -> OutcomeEvent {
    OutcomeEvent(id: "o", source: "s", time: 30, reportId: "A", causationId: "event", outcome: outcome)
  }

  private func inDoubt(_ reason: String) -> Outcome {
    .inDoubt(attemptedAt: 10, attempts: 1, reason: reason)
  }

  private let accepted = Outcome.accepted(txId: "own", acceptedAt: 30, attempts: 1)
  private let own = ReceivedCall.Result.receipt(txId: "own")

  private func findings(_ report: ReportEvidence) -> Int { ReceiptCheck.findings("A", report).count }

  @Test("a receipt that the agency did not give for the report is a finding") func foreignReceipt() {
    #expect(findings(report(accepted, calls: [(own, nil)])) == 0)
    #expect(findings(report(accepted, calls: [(.receipt(txId: "other"), nil)])) == 1)
    // The journal has no report for an answer to the head of a request.
    #expect(findings(report(accepted, calls: [])) == 1)
  }

  @Test("503 after the whole report without a doubt is a finding") func unavailableAfter() {
    #expect(findings(report(accepted, calls: [(own, "unavailable-after")])) == 1)
    #expect(findings(report(accepted, calls: [(own, "unavailable-after")], doubted: true)) == 0)
  }

  @Test("an unread answer that is readable is a finding", arguments: ["encoded", "repeated-answer", nil])
  func readable(_ fault: String?) {
    let unread = inDoubt(ProblemCode.eltAnswerUnreadable.cause + " …")
    #expect(findings(report(unread, calls: [(own, fault)])) == 1)
    #expect(findings(report(unread, calls: [(own, "malformed")])) == 0)
    #expect(findings(report(inDoubt("The process ended."), calls: [(own, fault)])) == 0)
  }

  @Test("a report fails only after three refusals or server faults of its own") func failures() {
    for (code, result) in [
      (ProblemCode.eltReportRefused, ReceivedCall.Result.badRequest(status: 403)),
      (.eltServerFault, .serverFault),
    ] {
      let failed = Outcome.failed(
        attempts: 3,
        problems: [Problem(code, "Failed.")],
        possiblyDuplicate: false
      )
      for count in 0...4 {
        let report = report(failed, calls: Array(repeating: (result, nil), count: count))
        #expect(report.explains(failed) == (count >= 3))
        #expect(OrderCheck.findings("A", report).isEmpty == (count >= 3))
      }
    }
  }

  @Test("a rejection by the agency needs a refusal by the agency") func rejections() {
    let rejected = Outcome.rejected(
      stage: .submit,
      problems: [Problem(.eltXMLValidation, "Refused.")],
      possiblyDuplicate: false
    )
    #expect(OrderCheck.findings("A", report(rejected, calls: [(.xmlValidationError, nil)])).isEmpty)
    #expect(!OrderCheck.findings("A", report(rejected, calls: [(own, nil)])).isEmpty)
  }

  @Test("every kind of faulty answer has its round") func rounds() {
    let kinds = (0...AnswerFault.allCases.count).map { AnswerFault.focus(ofRound: $0) }
    #expect(kinds.first == .some(nil))
    #expect(Set(kinds.compactMap(\.self)) == Set(AnswerFault.allCases))
  }

  @Test("personal data in a log is found") func personalData() {
    var scan = LogScan()
    scan.remember(
      RawEvent(
        headers: [],
        value: Array(#"{"a":"198002022393","b":"00000000-0000-4000-8000-123456789012"}"#.utf8)
      )
    )
    for (line, isFound) in [
      ("number 198002022393.", true), ("\"\(HostileRecord.mark)\"", true), ("198002022394", false),
      ("00000000-0000-4000-8000-123456789012", false), ("1198002022393", false),
    ] {
      #expect(scan.findings(("i0001", "first\n" + line)).isEmpty != isFound, "\(line)")
    }
  }
}
