internal import TimeReport

/// Why something is not a signature in BankID's layout. The sentence holds no piece of the signature.
struct LayoutProblem: Error, Hashable {
  let code: ProblemCode
  let message: String

  /// The same, told of the part that it is in.
  func within(_ part: ProblemCode) -> LayoutProblem {
    code == .signatureLayout ? LayoutProblem(code: part, message: message) : self
  }

  static func layout(_ message: String) -> LayoutProblem {
    LayoutProblem(code: .signatureLayout, message: message)
  }
}
