/// A request to submit a report.
package struct SubmitRequest: Sendable, Equatable, Redacted {
  package var content: Content
  /// Never nil in a decoded event: the assistant's signature is required.
  package var assistantSignature: ReportSignature?
  /// If nil, the adapter signs for the provider.
  package var providerSignature: ReportSignature?

  package init(
    content: Content,
    assistantSignature: ReportSignature?,
    providerSignature: ReportSignature? = nil
  ) {
    self.content = content
    self.assistantSignature = assistantSignature
    self.providerSignature = providerSignature
  }

  package enum Content: Sendable, Equatable, Redacted {
    case report(TimeReport)
    /// A ready time report document: the XML as it was signed.
    case document([UInt8])
  }
}
