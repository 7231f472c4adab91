internal import PipelineRecords
internal import ELTSimulator
internal import SyntheticEvents
internal import TimeReport

/// The evidence of one report.
struct ReportEvidence: Sendable {
  var requests: [Request] = []
  var outcomes: [OutcomeEvent] = []
  var ledger: [Evidence.LedgerRecord] = []
  /// In the order in which they started. A suspended process may finish a call after its successors' calls.
  var calls: [ReceivedCall] = []

  /// Calls whose report the agency received.
  var received: [ReceivedCall] { calls.filter(\.result.isReceived) }
  /// Recorded attempts.
  var attempts: [Evidence.LedgerRecord] { ledger.filter { $0.entry.state == .sending } }
  var doubts: [OutcomeEvent] { outcomes.filter { $0.outcome.type == .inDoubt } }
}

extension Evidence {
  /// By report id.
  func reports() -> [ReportId: ReportEvidence] {
    var reports: [ReportId: ReportEvidence] = [:]
    for request in requests {
      if let id = request.reportId { reports[id, default: ReportEvidence()].requests.append(request) }
    }
    for outcome in outcomes {
      if let id = outcome.reportId { reports[id, default: ReportEvidence()].outcomes.append(outcome) }
    }
    for record in ledger { reports[record.reportId, default: ReportEvidence()].ledger.append(record) }
    for call in calls.sorted(by: { ($0.at, $0.number) < ($1.at, $1.number) }) {
      if let id = call.reportId { reports[id, default: ReportEvidence()].calls.append(call) }
    }
    return reports
  }
}

extension ReportEvidence {
  /// Calls of one report that may fail for a reason of its own before it fails (`RetryPolicy`).
  private static let ownFailureLimit = 3

  /// Whether the agency's answers for the report explain its rejection or failure.
  func explains(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .rejected(.submit, let problems, _):
      switch problems.first?.code {
      case .eltXMLValidation: calls.contains { $0.result == .xmlValidationError }
      case .eltSignatureValidation: calls.contains { $0.result == .signatureValidationError }
      default: false
      }
    case .failed(_, let problems, _):
      switch problems.first?.code {
      case .eltReportRefused:
        calls.count { if case .badRequest = $0.result { true } else { false } } >= Self.ownFailureLimit
      case .eltServerFault: calls.count { $0.result == .serverFault } >= Self.ownFailureLimit
      default: false
      }
    default: false
    }
  }

  /// The history of the report in order of time, one line per event.
  func history(deaths: [Death]) -> [String] {
    var lines: [(at: Timestamp, text: String)] = []
    for request in requests {
      lines.append((request.publishedAt, "published \(request.eventId ?? "-") (\(request.label))"))
    }
    for record in ledger {
      let entry = record.entry
      let marks = entry.possiblyDuplicate ? ", possibly duplicate" : ""
      lines.append(
        (
          record.at,
          "ledger \(entry.state.rawValue), attempt \(entry.attempts), outbox \(entry.offset)\(marks)"
        )
      )
    }
    for call in calls {
      lines.append((call.at, "call \(call.number): \(call.result.name) \(call.injected ?? "")"))
    }
    for outcome in outcomes {
      lines.append((outcome.time, "outcome \(outcome.outcome.summary) for \(outcome.causationId)"))
    }
    let span = (lines.map(\.at).min() ?? .earliest)...(lines.map(\.at).max() ?? .earliest)
    for death in deaths where span.contains(death.at) {
      lines.append(
        (death.at, "    \(death.instanceId) died: \(death.kind.name)\(death.wasSender ? ", the sender" : "")")
      )
    }
    return lines.sorted { $0.at < $1.at }.map { "\($0.at) \($0.text)" }
  }
}

extension Outcome {
  fileprivate var summary: String {
    switch self {
    case .prepared: "prepared"
    case .accepted(let txId, _, let attempts, let duplicate, let possiblyDuplicate, _):
      "accepted \(txId) after \(attempts)\(duplicate ? ", duplicate" : "")\(possiblyDuplicate ? ", possibly duplicate" : "")"
    case .rejected(let stage, let problems, _):
      "rejected by \(stage.rawValue): \(problems.map(\.code.rawValue).joined(separator: ", "))"
    case .inDoubt(let attemptedAt, let attempts, _): "in doubt, attempt \(attempts) at \(attemptedAt)"
    case .failed(_, let problems, _): "failed: \(problems.map(\.code.rawValue).joined(separator: ", "))"
    }
  }
}
