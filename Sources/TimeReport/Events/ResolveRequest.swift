/// A decision on a report in doubt.
package struct ResolveRequest: Sendable, Equatable, Redacted {
  package var reportId: ReportId
  package var resolution: Resolution
  /// The sender's reason, 1 to 1,000 characters. It may contain anything and is never logged.
  package var reason: String

  package init(reportId: ReportId, resolution: Resolution, reason: String) {
    self.reportId = reportId
    self.resolution = resolution
    self.reason = reason
  }

  package enum Resolution: Sendable, Equatable {
    /// The agency has accepted the report; `txId` is its receipt.
    case accepted(txId: ReceiptId)
    /// Send the same bytes with the same id again.
    case resend
    /// Do not send the report again.
    case abandon
  }
}
