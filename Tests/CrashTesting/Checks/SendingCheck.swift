internal import PipelineRecords
internal import ELTSimulator
internal import TimeReport

/// Checks that no report reaches the agency twice unless its outcome or the ledger warned before, and that every call has
/// an attempt in the ledger.
enum SendingCheck {
  static func findings(_ reportId: ReportId, _ report: ReportEvidence) -> [Finding] {
    repeated(reportId, report) + unrecorded(reportId, report)
  }

  private static func repeated(_ reportId: ReportId, _ report: ReportEvidence) -> [Finding] {
    let received = report.received
    guard received.count > 1 else { return [] }
    var findings: [Finding] = []
    for (index, call) in received.enumerated().dropFirst() {
      let doubts = report.doubts.count { $0.time <= call.at }
      let marked = report.attempts.count { $0.entry.possiblyDuplicate && $0.at <= call.at }
      guard max(doubts, marked) < index else { continue }
      findings.append(
        Finding(
          kind: .sentTwiceUnreported,
          reportId: reportId,
          text:
            "Report \(reportId) reached the agency again with call \(call.number), and nothing had said that it might."
        )
      )
    }
    // The acceptance must contain the warning as well.
    for case .accepted(_, let acceptedAt, _, _, let possiblyDuplicate, _) in report.outcomes.map(\.outcome)
    where !possiblyDuplicate && received.count(where: { $0.at <= acceptedAt }) > 1 {
      findings.append(
        Finding(
          kind: .sentTwiceUnreported,
          reportId: reportId,
          text:
            "Report \(reportId) reached the agency \(received.count) times without a warning in its acceptance."
        )
      )
    }
    return findings
  }

  private static func unrecorded(_ reportId: ReportId, _ report: ReportEvidence) -> [Finding] {
    let attempts = report.attempts
    for (index, call) in report.calls.enumerated()
    where attempts.count <= index || attempts[index].at > call.at {
      return [
        Finding(
          kind: .other,
          reportId: reportId,
          text: "Call \(call.number) for report \(reportId) was made before an attempt was recorded for it."
        )
      ]
    }
    return []
  }
}
