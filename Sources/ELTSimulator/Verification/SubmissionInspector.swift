internal import ELT
internal import Signatures
internal import TimeReport

/// Checks a SOAP message: envelope, document, signatures and their binding.
struct SubmissionInspector: Sendable {
  private let documents: DocumentReader
  private let verifier: SignatureVerifier

  /// - Parameter rootsPEM: the trusted roots; nil accepts any chain.
  init(rootsPEM: [UInt8]?) throws(SimulatorError) {
    documents = DocumentReader()
    do throws(TrustedRoots.Unusable) {
      let roots = try rootsPEM.map { pem throws(TrustedRoots.Unusable) in try TrustedRoots(pem: pem) }
      verifier = SignatureVerifier(trust: SignatureTrust(persons: roots, organisations: roots))
    } catch {
      throw .certificate("file of signature roots")
    }
  }

  /// - Parameter now: seconds since 1970.
  func inspect(_ message: [UInt8], now: Int) -> RequestInspection {
    let submission: DecodedSubmission
    switch SubmissionEnvelope.decode(message) {
    case .submission(let decoded): submission = decoded
    case .refused(let problems): return .refused(.xmlValidationError, Self.sentence(problems))
    }
    let document: Tidredovisning
    switch documents.read(submission.document) {
    case .success(let read): document = read
    case .failure(let refused): return .refused(.xmlValidationError, Self.sentence(refused.all))
    }
    let report = ReportReference(id: document.reportId, digest: document.digest)
    let problems =
      verifier.verify(
        submission.assistant,
        role: .assistant,
        of: document,
        now: now,
        at: "assistent-signatur"
      )
      + verifier.verify(
        submission.provider,
        role: .provider,
        of: document,
        now: now,
        at: "anordnare-signatur"
      )
    guard problems.isEmpty else {
      return .refused(.signatureValidationError, Self.sentence(problems), report)
    }
    return RequestInspection(report: report, refusal: nil)
  }

  /// The first problems. Their messages contain no personal data.
  private static func sentence(_ problems: [Problem]) -> String {
    let shown = problems.prefix(5).map { problem in
      switch problem.place {
      case .line(let line): "line \(line): \(problem.message)"
      case .pointer(let pointer): "\(pointer): \(problem.message)"
      case nil: problem.message
      }
    }
    let rest = problems.count > shown.count ? " And \(problems.count - shown.count) more." : ""
    return shown.joined(separator: " ") + rest
  }
}
