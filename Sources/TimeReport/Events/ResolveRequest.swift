/// A person's or system's decision on a report that is in doubt.
package struct ResolveRequest: Sendable, Equatable, Redacted {
  /// Lower-case UUID.
  package var reportId: String
  package var resolution: Resolution
  /// Why, in the sender's words, 1 to 1,000 characters. May hold anything: never logged.
  package var reason: String

  package init(reportId: String, resolution: Resolution, reason: String) {
    self.reportId = reportId
    self.resolution = resolution
    self.reason = reason
  }

  package enum Resolution: Sendable, Equatable {
    /// It did arrive; the agency's receipt.
    case accepted(txId: String)
    /// Send it again: same id, same bytes.
    case resend
    /// Give it up.
    case abandon
  }
}
