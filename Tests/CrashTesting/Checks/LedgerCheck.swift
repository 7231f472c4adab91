internal import PipelineRecords
internal import ELTSimulator
internal import TimeReport

/// Checks that the final ledger entry of each report agrees with its outcomes and with what the agency received.
enum LedgerCheck {
  static func findings(_ reportId: ReportId, _ report: ReportEvidence) -> [Finding] {
    func finding(_ text: String) -> [Finding] {
      [Finding(kind: .other, reportId: reportId, text: "Report \(reportId): \(text)")]
    }
    for record in report.ledger where record.entry.state == .inDoubt {
      let isTold = report.outcomes.contains {
        if case .inDoubt(record.entry.attemptedAt, _, _) = $0.outcome { true } else { false }
      }
      if !isTold { return finding("in doubt in the ledger, without an in-doubt outcome.") }
    }
    guard let last = report.ledger.last?.entry else {
      return report.calls.isEmpty ? [] : finding("was sent, and is not in the ledger.")
    }
    switch last.state {
    case .sending, .waiting: return finding("is still \(last.state.rawValue) in the ledger.")
    case .inDoubt, .abandoned, .failed: return []
    case .rejected:
      return report.received.isEmpty ? [] : finding("is rejected in the ledger, and the agency has it.")
    case .accepted:
      guard let txId = last.txId, report.receipts.contains(txId) else {
        return finding("is accepted with an unknown receipt.")
      }
      return []
    }
  }
}
