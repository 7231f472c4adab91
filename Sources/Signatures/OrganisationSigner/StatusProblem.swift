package import TimeReport

/// Why there is no OCSP response for a signature of our own. It passes, or somebody puts it right; a report waits for it and
/// is never refused.
package struct StatusProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: ProblemCode
  /// For whoever runs the adapter; without personal data.
  package let message: String

  package init(_ code: ProblemCode, _ message: String) { (self.code, self.message) = (code, message) }

  static func unreachable(_ reason: String) -> StatusProblem {
    StatusProblem(
      .ocspUnreachable,
      "The OCSP responder of the signing certificate gives no answer: \(reason)."
    )
  }

  package var description: String { "\(code.rawValue): \(message)" }
}
