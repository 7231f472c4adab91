internal import TimeReport

/// Why a signature does not have BankID's layout. The message holds no part of the signature.
struct LayoutProblem: Error, Hashable {
  let code: ProblemCode
  let message: String

  /// Returns the problem with the code of the part that it is in.
  func within(_ part: ProblemCode) -> LayoutProblem {
    code == .signatureLayout ? LayoutProblem(code: part, message: message) : self
  }

  static func layout(_ message: String) -> LayoutProblem {
    LayoutProblem(code: .signatureLayout, message: message)
  }
}
