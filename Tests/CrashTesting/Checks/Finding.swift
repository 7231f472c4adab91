internal import TimeReport

/// A violated guarantee.
struct Finding: Sendable {
  let kind: Kind
  let reportId: ReportId?
  let text: String

  enum Kind: String, Sendable {
    /// A request without an outcome.
    case lost
    /// A report that the agency received twice without a warning in its outcome.
    case sentTwiceUnreported = "sent twice unreported"
    case other
  }
}
