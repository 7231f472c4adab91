internal import ELT
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
}

/// A report as it passes from intake to the outbox: the SOAP request and everything that submission needs to know of it.
package struct ReadySubmission: Sendable, Redacted {
  package let identity: EventIdentity
  package let reportId: ReportId
  /// The SOAP request, byte for byte as it will be sent.
  package let envelope: [UInt8]
  /// Of the document's canonical form.
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
