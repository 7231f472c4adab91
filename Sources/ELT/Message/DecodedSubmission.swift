package import TimeReport

/// What a SOAP message handed in: the bytes only, nothing about them is checked yet.
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

/// What became of reading a SOAP message.
package enum DecodedEnvelope: Sendable, Equatable {
  case submission(DecodedSubmission)
  /// Every problem that was found, with lines of the message.
  case refused([Problem])
}
