package import TimeReport

/// One outcome without its document. Its JSON is public contract.
package struct OutcomeSummary: Sendable, Encodable {
  package let time: Timestamp
  /// For example `accepted` or `in-doubt`.
  package let outcome: String
  /// The id of the request event.
  package let causationId: String
  package private(set) var stage: String?
  /// The agency's receipt.
  package private(set) var txId: ReceiptId?
  package private(set) var attempts: Int?
  package private(set) var duplicate: Bool?
  package private(set) var possiblyDuplicate: Bool?
  /// Why the report is in doubt.
  package private(set) var reason: String?
  /// Problems and notices.
  package private(set) var problems: [Cause] = []

  package struct Cause: Sendable, Encodable {
    package let code: String
    package let message: String
    package let remedy: String
  }

  package init(_ event: OutcomeEvent) {
    (time, causationId) = (event.time, event.causationId)
    outcome = event.outcome.name
    switch event.outcome {
    case .prepared(_, _, _, let notices): problems = notices.map(Cause.init)
    case .accepted(let txId, _, let attempts, let duplicate, let possiblyDuplicate, let notices):
      (self.txId, self.attempts, self.duplicate) = (txId, attempts, duplicate)
      self.possiblyDuplicate = possiblyDuplicate
      problems = notices.map(Cause.init)
    case .rejected(let stage, let problems, let possiblyDuplicate):
      (self.stage, self.possiblyDuplicate) = (stage.rawValue, possiblyDuplicate)
      self.problems = problems.map(Cause.init)
    case .inDoubt(_, let attempts, let reason): (self.attempts, self.reason) = (attempts, reason)
    case .failed(let attempts, let problems, let possiblyDuplicate):
      (self.attempts, self.possiblyDuplicate) = (attempts, possiblyDuplicate)
      self.problems = problems.map(Cause.init)
    }
  }
}

extension OutcomeSummary.Cause {
  init(_ problem: Problem) {
    (code, message, remedy) = (problem.code.rawValue, problem.message, problem.code.remedy)
  }
}

extension Outcome {
  fileprivate var name: String {
    switch self {
    case .prepared: "prepared"
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .inDoubt: "in-doubt"
    case .failed: "failed"
    }
  }
}

/// The text for people.
extension OutcomeSummary {
  /// `accepted, receipt 7d93…, 2 attempts, possibly duplicate`.
  package var headline: String {
    let parts = [
      outcome, stage.map { "at stage \($0)" }, txId.map { "receipt \($0.text)" },
      attempts.map { $0 == 1 ? "1 attempt" : "\($0) attempts" }, duplicate == true ? "duplicate" : nil,
      possiblyDuplicate == true ? "possibly duplicate" : nil, reason,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// Each cause with its remedy.
  package var causes: [String] { problems.flatMap { ["\($0.code): \($0.message)", "  \($0.remedy)"] } }
}
