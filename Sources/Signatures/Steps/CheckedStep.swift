package import TimeReport

/// What one check found. Its texts hold no personal data.
package struct CheckedStep: Sendable, Hashable {
  package let step: VerificationStep
  package let result: Result
  /// nil where nothing was looked at, or where there is nothing to tell beside what is wrong.
  package let found: String?
  /// What would have been right: of this signature where it can be said, else of any.
  package let expected: String

  package enum Result: Sendable, Hashable {
    case passed
    case failed(ProblemCode, String)
    /// Why it was not looked at: a check before it left nothing to look at, or it is not configured.
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
