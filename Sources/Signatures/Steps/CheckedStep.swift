internal import PKI
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

/// Collects the results of the checks of one signature, in the order of `VerificationStep`.
struct StepResults {
  private var found: [VerificationStep: CheckedStep] = [:]

  mutating func add(_ step: CheckedStep) { found[step.step] = step }

  mutating func add(_ steps: [CheckedStep]) { for step in steps { add(step) } }

  var failures: [CheckedStep] { found.values.filter { $0.failure != nil } }

  /// One result for each step; steps without a result were skipped because of an earlier failure or the configuration.
  var steps: [CheckedStep] {
    let reason = failures.isEmpty ? "it is not configured" : "an earlier check failed"
    return VerificationStep.allCases.map { found[$0] ?? .skipped($0, reason) }
  }
}

extension KeyFault {
  /// The code of a key that is refused for its cost; nil if it is only of an unsupported kind.
  var code: ProblemCode? {
    switch self {
    case .modulus: .signatureKeyModulus
    case .exponent: .signatureKeyExponent
    case .curveParameters: .signatureCurveParameters
    case .kind: nil
    }
  }
}
