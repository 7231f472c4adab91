/// A document with both its signatures: what goes to the agency.
package struct SignedSubmission: Sendable, Equatable, Redacted {
  package let document: Tidredovisning
  package let assistant: ReportSignature
  package let provider: ReportSignature

  package init(document: Tidredovisning, assistant: ReportSignature, provider: ReportSignature) {
    self.document = document
    self.assistant = assistant
    self.provider = provider
  }
}
