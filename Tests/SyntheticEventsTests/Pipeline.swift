import Signatures
import SyntheticEvents
import TestPKI
import TestSupport
import TimeReport

/// Processes an event with the real modules up to the point at which it would be sent.
enum Pipeline {
  enum Result: Hashable {
    case prepared
    case readyToSend
    case resolve
    case rejected(Stage, [ProblemCode])
    case deadLetter([ProblemCode])
  }

  /// Trusts only the roots of the shared PKI.
  private static let trust: SignatureTrust = {
    let roots = try? SharedPKI.ours.get().signatureRootsPEM()
    let trusted = try? TrustedRoots(pem: roots ?? [])
    return SignatureTrust(persons: trusted, organisations: trusted)
  }()

  static func result(
    _ event: GeneratedEvent,
    today: CalendarDate,
    policy: SignaturePolicy = SignaturePolicy()
  ) -> Result {
    switch EventDecoder().decode(event.rawEvent) {
    case .unreadable(let problems): return .deadLetter(problems.map(\.code))
    case .refused(_, let problems): return .rejected(.decode, problems.map(\.code))
    case .event(let event):
      switch event.request {
      case .prepare(let report): return converted(report, today) { _ in .prepared }
      case .resolve: return .resolve
      case .submit(let submit): return sent(submit, subject: event.subject, today, policy)
      }
    }
  }

  private static func sent(
    _ submit: SubmitRequest,
    subject: ReportId?,
    _ today: CalendarDate,
    _ policy: SignaturePolicy
  ) -> Result {
    switch submit.content {
    case .report(let report): return converted(report, today) { signed($0, submit, today, policy) }
    case .document(let bytes):
      switch DocumentReader().read(bytes, expectedReportId: subject)
        .flatMap({ BirthDateRule.check($0, today: today) })
      {
      case .success(let document): return signed(document, submit, today, policy)
      case .failure(let refused): return .rejected(.validate, refused.all.map(\.code))
      }
    }
  }

  private static func converted(
    _ report: TimeReport,
    _ today: CalendarDate,
    then: (Tidredovisning) -> Result
  ) -> Result {
    switch Converter().convert(report).flatMap({ BirthDateRule.check($0, today: today) }) {
    case .success(let document): return then(document)
    case .failure(let refused): return .rejected(.convert, refused.all.map(\.code))
    }
  }

  private static func signed(
    _ document: Tidredovisning,
    _ submit: SubmitRequest,
    _ today: CalendarDate,
    _ policy: SignaturePolicy
  ) -> Result {
    let (assistant, provider) = (submit.assistantSignature, submit.providerSignature)
    var codes = SignatureDateRule.check(
      assistant: assistant?.signedOn,
      provider: provider?.signedOn,
      month: document.month,
      today: today
    ).map(\.code)
    let verifier = SignatureVerifier(policy: policy, trust: trust)
    // The end of the day, so that signatures of today are valid.
    let now = (today.daysSinceEpoch + 1) * 86_400
    if let assistant {
      codes += verifier.verify(assistant, role: .assistant, of: document, now: now, at: "").map(\.code)
    }
    if let provider {
      codes += verifier.verify(provider, role: .provider, of: document, now: now, at: "").map(\.code)
    }
    return codes.isEmpty ? .readyToSend : .rejected(.signatures, codes)
  }
}
