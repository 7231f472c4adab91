package import TimeReport

/// The result of one check. Its texts hold no personal data.
package struct CheckedStep: Sendable, Hashable {
  package let step: VerificationStep
  package let result: Result
  /// nil if the check was skipped, or has no detail besides the failure.
  package let found: String?
  /// The expected value: for this signature if known, else for any.
  package let expected: String

  package enum Result: Sendable, Hashable {
    case passed
    case failed(ProblemCode, String)
    /// Holds the reason: an earlier check failed, or the check is not configured.
    case skipped(String)
  }

  package static func passed(_ step: VerificationStep, _ found: String) -> CheckedStep {
    CheckedStep(step: step, result: .passed, found: found, expected: step.expected)
  }

  package static func failed(
    _ step: VerificationStep,
    _ code: ProblemCode,
    _ message: String,
    expected: String? = nil,
    found: String? = nil
  ) -> CheckedStep {
    CheckedStep(
      step: step,
      result: .failed(code, message),
      found: found,
      expected: expected ?? step.expected
    )
  }

  package static func skipped(_ step: VerificationStep, _ reason: String) -> CheckedStep {
    CheckedStep(step: step, result: .skipped(reason), found: nil, expected: step.expected)
  }

  /// nil unless the check failed.
  package var failure: (code: ProblemCode, message: String)? {
    if case .failed(let code, let message) = result { (code, message) } else { nil }
  }
}
