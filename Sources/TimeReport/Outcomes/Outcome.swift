/// What became of a request. Times are milliseconds since the epoch.
package enum Outcome: Sendable, Equatable, Redacted {
  /// The document that a `prepare` asked for. `digest` is SHA-256 (lower-case hex) of its C14N, `toBeSigned` is
  /// `<id>,<digest>`.
  case prepared(document: [UInt8], digest: String, toBeSigned: String, notices: [Problem] = [])
  /// The agency has it; `txId` is its receipt. `duplicate`: the report had been accepted before and was not sent again.
  /// `possiblyDuplicate`: an earlier attempt in doubt may have arrived too.
  case accepted(
    txId: String,
    acceptedAt: Int64,
    attempts: Int,
    duplicate: Bool = false,
    possiblyDuplicate: Bool = false,
    notices: [Problem] = []
  )
  /// Refused, by us or by the agency: final for these bytes.
  case rejected(stage: Stage, problems: [Problem])
  /// It may or may not have arrived. `reason` is one sentence without personal data.
  case inDoubt(attemptedAt: Int64, attempts: Int, reason: String)
  /// Given up after `attempts`.
  case failed(attempts: Int, problems: [Problem])

  package var type: OutcomeType {
    switch self {
    case .prepared: .prepared
    case .accepted: .accepted
    case .rejected: .rejected
    case .inDoubt: .inDoubt
    case .failed: .failed
    }
  }
}

/// The CloudEvents `type` of every outcome.
package enum OutcomeType: String, Sendable, Hashable, CaseIterable {
  case prepared = "elt.time-report.prepared.v1"
  case accepted = "elt.time-report.accepted.v1"
  case rejected = "elt.time-report.rejected.v1"
  case inDoubt = "elt.time-report.in-doubt.v1"
  case failed = "elt.time-report.failed.v1"
}

/// How far a refused report came. The raw values are public contract.
package enum Stage: String, Sendable, Hashable, CaseIterable {
  /// Reading the event.
  case decode
  /// Making the document out of the report.
  case convert
  /// Holding a ready document to schema and rules.
  case validate
  /// The signatures, their dates included.
  case signatures
  /// The ledger or the agency refused it.
  case submit
}
