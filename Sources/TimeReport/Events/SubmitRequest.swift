/// Asks for a report to be sent.
package struct SubmitRequest: Sendable, Equatable, Redacted {
  package var content: Content
  /// Never nil in a decoded event: without the assistant's signature there is nothing to send.
  package var assistantSignature: ReportSignature?
  /// Nil where the adapter is to sign for the provider.
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
    /// A ready time report document, XML as it was signed.
    case document([UInt8])
  }
}
