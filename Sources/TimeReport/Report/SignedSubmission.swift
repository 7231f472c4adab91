/// A document with its two signatures: the content of a submission to the agency.
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

/// The signature of a person or an organisation on a report.
package struct ReportSignature: Sendable, Equatable, Redacted {
  /// The XML of a signature in BankID's layout.
  package var signature: [UInt8]
  /// The OCSP response for the signer's certificate, DER; may be empty.
  package var ocspResponse: [UInt8]
  /// The Swedish date of signing.
  package var signedOn: CalendarDate

  package init(signature: [UInt8], ocspResponse: [UInt8], signedOn: CalendarDate) {
    self.signature = signature
    self.ocspResponse = ocspResponse
    self.signedOn = signedOn
  }
}
