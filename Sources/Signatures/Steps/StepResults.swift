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
