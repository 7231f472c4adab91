internal import ELT
package import Signatures
internal import TimeReport

/// A report that the organisation has signed itself. It can be sent when the OCSP response for that signature is attached.
package struct OwnSignedSubmission: Sendable, Redacted {
  let signer: OrganisationSigner
  let submission: SignedSubmission
  let identity: EventIdentity
  let notices: [Problem]

  /// Fetches the OCSP response and attaches it.
  ///
  /// - Parameter now: Seconds since 1970.
  /// - Throws: Why no response is available. The report is not at fault, so the caller retries it.
  package func withStatus(now: Int) async throws(StatusProblem) -> IntakeResult {
    let provider = try await signer.stapled(submission.provider, now: now)
    let complete = SignedSubmission(
      document: submission.document,
      assistant: submission.assistant,
      provider: provider
    )
    return .submission(ReadySubmission(complete, identity, notices))
  }
}
