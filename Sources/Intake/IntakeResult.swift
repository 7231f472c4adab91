internal import ELT
internal import Kafka
internal import PipelineRecords
internal import Signatures
package import TimeReport

/// The result of a request event.
package enum IntakeResult: Sendable {
  /// Goes to the outbox.
  case submission(ReadySubmission)
  /// A decision on a report in doubt. It goes to the outbox, because only the submitter changes the ledger.
  case resolution(EventIdentity, ResolveRequest)
  /// Answered by intake.
  case outcome(EventIdentity, reportId: ReportId?, Outcome)
  /// Not even the event id could be read.
  case unreadable([Problem])
  /// The record cannot be repeated in a dead letter, which names its position only.
  case setAside(ProblemCode)

  /// The result of a record that is not processed; nil for all others.
  init?(refusing record: ConsumedRecord) {
    switch record.flaw {
    case .tooLarge: self = .setAside(.eventTooLarge)
    case .unreadable: self = .setAside(.eventBatchUnreadable)
    case nil:
      guard record.key?.count ?? 0 > Self.largestKey else { return nil }
      self = .setAside(.eventKeyTooLarge)
    }
  }

  /// The limit in bytes. Each outcome repeats the key of its request.
  static let largestKey = 1024

  /// The result without the part that made it too large for a topic.
  var reduced: IntakeResult {
    let problem = Problem(.eventResultTooLarge, "The result is larger than its topic accepts.")
    switch self {
    case .submission(let submission):
      return .outcome(
        submission.identity,
        reportId: submission.reportId,
        .rejected(stage: .decode, problems: [problem])
      )
    case .resolution(let identity, let resolve):
      return .outcome(identity, reportId: resolve.reportId, .rejected(stage: .decode, problems: [problem]))
    case .outcome(let identity, let reportId, let outcome):
      return .outcome(identity, reportId: reportId, outcome.reduced(noting: problem))
    case .unreadable(let problems): return .setAside(problems.first?.code ?? .eventTooLarge)
    case .setAside: return self
    }
  }
}

extension Outcome {
  /// A rejection keeps its first problems; a document is left out.
  fileprivate func reduced(noting problem: Problem) -> Outcome {
    guard case .rejected(let stage, let problems, let possiblyDuplicate) = shortened else {
      return .rejected(stage: .decode, problems: [problem])
    }
    return .rejected(stage: stage, problems: problems + [problem], possiblyDuplicate: possiblyDuplicate)
  }
}

/// A report as it passes from intake to the outbox: the SOAP request and everything that submission needs to know of it.
package struct ReadySubmission: Sendable, Redacted {
  package let identity: EventIdentity
  package let reportId: ReportId
  /// The SOAP request, byte for byte as it will be sent.
  package let envelope: [UInt8]
  /// The SHA-256 of the document's canonical form.
  package let digest: Digest
  package let month: CalendarMonth
  package let notices: [Problem]

  package init(
    identity: EventIdentity,
    reportId: ReportId,
    envelope: [UInt8],
    digest: Digest,
    month: CalendarMonth,
    notices: [Problem]
  ) {
    self.identity = identity
    self.reportId = reportId
    self.envelope = envelope
    self.digest = digest
    self.month = month
    self.notices = notices
  }

  /// - Parameter submission: A document with both signatures complete.
  init(_ submission: SignedSubmission, _ identity: EventIdentity, _ notices: [Problem]) {
    self.init(
      identity: identity,
      reportId: submission.document.reportId,
      envelope: SubmissionEnvelope.encode(submission),
      digest: submission.document.digest,
      month: submission.document.month,
      notices: notices
    )
  }
}
