internal import Foundation
internal import Signatures
internal import TimeReport

/// The output of `verify`. It contains no personal data: whether the expected person signed, but not who signed.
struct VerificationReport: Encodable {
  let file: String
  var reportId: ReportId?
  var valid: Bool
  /// Problems of the document or of the dates of signing.
  var problems: [ProblemReport]
  var signatures: [SignatureReport] = []

  struct SignatureReport: Encodable {
    let role: String
    let valid: Bool
    let checks: [Check]
  }

  struct Check: Encodable {
    let check: String
    /// `passed`, `failed` or `skipped`.
    let result: String
    let expected: String
    /// nil if the check was skipped or `message` is sufficient.
    var found: String?
    /// The problem, or why the check was skipped.
    var message: String?
    var code: String?
    var remedy: String?
  }

  /// For a submission that is unreadable or has an invalid document.
  init(file: String, problems: [Problem]) {
    self.file = file
    valid = false
    self.problems = problems.map(ProblemReport.init)
  }

  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - signsItself: whether the adapter makes missing provider signatures.
  init(
    file: String,
    _ submission: VerifiableSubmission,
    verifier: SignatureVerifier,
    now: Int,
    signsItself: Bool
  ) {
    self.file = file
    reportId = submission.document.reportId
    problems = SignatureDateRule.check(
      assistant: submission.assistant?.signedOn,
      provider: submission.provider?.signedOn,
      month: submission.document.month,
      today: SwedishTime.date(at: now)
    ).map(ProblemReport.init)
    for (role, signature) in [
      (SignatureRole.assistant, submission.assistant), (.provider, submission.provider),
    ] {
      if role == .provider, signature == nil, signsItself { continue }
      let missing = ReportSignature(
        signature: [],
        ocspResponse: [],
        signedOn: CalendarDate(daysSinceEpoch: 0)
      )
      let steps = verifier.steps(signature ?? missing, role: role, of: submission.document, now: now)
      signatures.append(
        SignatureReport(
          role: role.rawValue,
          valid: steps.allSatisfy { $0.failure == nil },
          checks: steps.map(Check.init)
        )
      )
    }
    valid = problems.isEmpty && signatures.allSatisfy(\.valid)
  }
}

extension VerificationReport.Check {
  init(_ step: CheckedStep) {
    check = step.step.rawValue
    (expected, found) = (step.expected, step.found)
    switch step.result {
    case .passed: result = "passed"
    case .skipped(let reason): (result, message) = ("skipped", reason)
    case .failed(let code, let message):
      (result, self.message) = ("failed", message)
      (self.code, remedy) = (code.rawValue, code.remedy)
    }
  }
}

extension VerificationReport {
  /// Like compiler output: place and verdict, and below a failure the expected value and the remedy.
  var text: String {
    var lines = problems.map { $0.text(file: file) }
    for signature in signatures {
      lines.append(
        "\(file): the \(signature.role)'s signature \(signature.verdict)"
      )
      lines += signature.checks.flatMap(\.lines)
    }
    if signatures.count == 1, signatures[0].role == SignatureRole.assistant.rawValue {
      lines.append("\(file): no provider signature; the adapter is configured to make it")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension VerificationReport.SignatureReport {
  fileprivate var verdict: String {
    if !valid { return "is invalid" }
    let skipsTrust = checks.contains { $0.check == "chain" && $0.result == "skipped" }
    return skipsTrust
      ? "counts as valid, but the signer is not trusted (no roots configured)" : "counts as valid"
  }
}

extension VerificationReport.Check {
  fileprivate var lines: [String] {
    let name = check.padding(toLength: 18, withPad: " ", startingAt: 0)
    switch result {
    case "passed": return ["  passed   \(name)\(found ?? expected)"]
    case "skipped": return ["  skipped  \(name)\(message ?? "")"]
    default:
      let details = [("expected: ", expected), ("found:    ", found), ("remedy:   ", remedy)]
      return ["  FAILED   \(name)\(code ?? ""): \(message ?? "")"]
        + details.compactMap { label, text in text.map { "           \(label)\($0)" } }
    }
  }
}
