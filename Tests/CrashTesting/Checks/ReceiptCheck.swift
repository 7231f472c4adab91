internal import ELTSimulator
internal import PipelineRecords
internal import TimeReport

/// Checks what counts as an answer: a receipt is one that the agency gave for this report, a readable answer is read, and 503
/// after the whole report leaves a doubt.
enum ReceiptCheck {
  static func findings(_ reportId: ReportId, _ report: ReportEvidence) -> [Finding] {
    func finding(_ text: String) -> Finding {
      Finding(kind: .other, reportId: reportId, text: "Report \(reportId): \(text)")
    }
    var findings: [Finding] = []
    // A receipt before the request, or one that another report's call left on the connection, is not among them.
    let known = report.receipts
    for case .accepted(let txId, _, _, _, _, _) in report.outcomes.map(\.outcome) where !known.contains(txId)
    {
      findings.append(
        finding("accepted with the receipt of another report, or of an answer before the request.")
      )
    }
    let isDoubted =
      !report.doubts.isEmpty
      || report.ledger.contains { $0.entry.possiblyDuplicate || $0.entry.state == .inDoubt }
    if report.received.contains(where: { $0.injected == "unavailable-after" }), !isDoubted {
      findings.append(finding("503 after the whole report, and no doubt."))
    }
    let readable: Set<String?> = [nil, "encoded", "repeated-answer"]
    let unreadable = [ProblemCode.eltAnswerUnreadable, .eltAnswerTooLarge].map(\.cause)
    for case .inDoubt(_, _, let reason) in report.outcomes.map(\.outcome)
    where unreadable.contains(where: reason.hasPrefix)
      && report.calls.allSatisfy({ readable.contains($0.injected) })
    {
      findings.append(finding("a readable answer was not read."))
    }
    return findings
  }
}

extension ReportEvidence {
  /// The receipts that the agency gave for the report, and those that a decision names.
  var receipts: Set<ReceiptId> {
    let given = calls.compactMap { call in
      if case .receipt(let txId) = call.result { txId } else { nil }
    }
    let decided = requests.compactMap { request in
      if case .decision(.accepted(let txId)) = request.kind { txId } else { nil }
    }
    return Set(given + decided)
  }
}
