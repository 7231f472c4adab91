/// Collects what the checks of one signature found, in the order of `VerificationStep`.
struct VerificationWalk {
  private var found: [VerificationStep: CheckedStep] = [:]

  mutating func add(_ step: CheckedStep) { found[step.step] = step }

  mutating func add(_ steps: [CheckedStep]) { for step in steps { add(step) } }

  var failures: [CheckedStep] { found.values.filter { $0.failure != nil } }

  /// One for each step there is: those that nobody came to were left out for a reason that lies before them.
  var steps: [CheckedStep] {
    let reason = failures.isEmpty ? "it is not configured" : "a check before it failed"
    return VerificationStep.allCases.map { found[$0] ?? .skipped($0, reason) }
  }
}
