internal import TimeReport

/// Why something is not a signature in BankID's layout. The sentence holds no piece of the signature.
struct LayoutProblem: Error, Hashable {
  let code: ProblemCode
  let message: String

  static func layout(_ message: String) -> LayoutProblem {
    LayoutProblem(code: .signatureLayout, message: message)
  }
}
