internal import ELT
package import Signatures
internal import TimeReport

/// A report that the organisation has signed itself: to be sent once an OCSP response vouches for that signature.
package struct OwnSignedSubmission: Sendable, Redacted {
  let signer: OrganisationSigner
  let submission: SignedSubmission
  let identity: EventIdentity
  let notices: [Problem]

  /// Fetches the response.
  ///
  /// - Parameter now: Seconds since 1970.
  /// - Throws: Why there is none. That is no fault of the report, which is to be tried again.
  package func vouched(now: Int) async throws(StatusProblem) -> PreparePipeline.Prepared {
    let provider = try await signer.vouched(submission.provider, now: now)
    return PreparePipeline.Prepared(
      SignedSubmission(document: submission.document, assistant: submission.assistant, provider: provider),
      identity,
      notices
    )
  }
}

extension PreparePipeline.Prepared {
  /// To be sent, with both signatures complete.
  init(_ submission: SignedSubmission, _ identity: EventIdentity, _ notices: [Problem]) {
    self = .submission(
      identity,
      reportId: submission.document.reportId,
      envelope: SubmissionEnvelope.encode(submission),
      digest: submission.document.digest,
      month: submission.document.month,
      notices: notices
    )
  }
}
