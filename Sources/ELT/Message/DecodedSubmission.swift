package import TimeReport

/// The content of a SOAP message, not verified yet.
package struct DecodedSubmission: Sendable, Equatable, Redacted {
  /// The time report XML, byte for byte.
  package let document: [UInt8]
  package let assistant: ReportSignature
  package let provider: ReportSignature

  package init(document: [UInt8], assistant: ReportSignature, provider: ReportSignature) {
    self.document = document
    self.assistant = assistant
    self.provider = provider
  }
}

/// The result of reading a SOAP message.
package enum DecodedEnvelope: Sendable, Equatable {
  case submission(DecodedSubmission)
  /// Every problem, with lines of the message.
  case refused([Problem])
}
