/// The outcome of a request.
package enum Outcome: Sendable, Equatable, Redacted {
  /// The document for a `prepare` request. `digest` is that of its C14N; `toBeSigned` is `<id>,<digest>`.
  case prepared(document: [UInt8], digest: Digest, toBeSigned: String, notices: [Problem] = [])
  /// The agency has accepted the report; `txId` is its receipt, or what a `resolve` event names. `duplicate`: the report was
  /// accepted before and was not sent again. `possiblyDuplicate`: an earlier attempt in doubt may have arrived too.
  case accepted(
    txId: ReceiptId,
    acceptedAt: Timestamp,
    attempts: Int,
    duplicate: Bool = false,
    possiblyDuplicate: Bool = false,
    notices: [Problem] = []
  )
  /// The adapter or the agency has rejected the report. This is final for these bytes. `possiblyDuplicate`: an earlier
  /// attempt may have arrived, so the rejection may answer the second of two submissions.
  case rejected(stage: Stage, problems: [Problem], possiblyDuplicate: Bool = false)
  /// The report may or may not have reached the agency. `reason` is one sentence without personal data.
  case inDoubt(attemptedAt: Timestamp, attempts: Int, reason: String)
  /// The adapter stopped sending the report after `attempts` attempts. `possiblyDuplicate`: one of them may have arrived.
  case failed(attempts: Int, problems: [Problem], possiblyDuplicate: Bool = false)

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

/// The stage that rejected a report. The raw values are part of the public contract.
package enum Stage: String, Sendable, Hashable, CaseIterable {
  /// Decoding of the event.
  case decode
  /// Conversion of the report to the document.
  case convert
  /// Validation of a ready document against schema and rules.
  case validate
  /// Verification of the signatures and their dates.
  case signatures
  /// The ledger or the agency.
  case submit
}
