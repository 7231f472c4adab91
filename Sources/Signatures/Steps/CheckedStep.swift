package import TimeReport

/// What one check found. Its texts hold no personal data.
package struct CheckedStep: Sendable, Hashable {
  package let step: VerificationStep
  package let result: Result

  package enum Result: Sendable, Hashable {
    /// With what was found, where there is more to say than that it is so.
    case passed(String?)
    case failed(ProblemCode, String)
    /// Why it was not looked at: a check before it left nothing to look at, or it is not configured.
    case skipped(String)
  }

  package static func passed(_ step: VerificationStep, _ found: String? = nil) -> CheckedStep {
    CheckedStep(step: step, result: .passed(found))
  }

  package static func failed(_ step: VerificationStep, _ code: ProblemCode, _ message: String) -> CheckedStep
  {
    CheckedStep(step: step, result: .failed(code, message))
  }

  package static func skipped(_ step: VerificationStep, _ reason: String) -> CheckedStep {
    CheckedStep(step: step, result: .skipped(reason))
  }

  /// nil unless the check failed.
  package var failure: (code: ProblemCode, message: String)? {
    if case .failed(let code, let message) = result { (code, message) } else { nil }
  }
}
