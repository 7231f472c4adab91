/// A time report document as the agency takes it: XML that is well-formed, valid and within the rules, with what later
/// stages need to know of it. Made by `Converter` or `DocumentReader` only, so to hold one is to know that.
package struct Tidredovisning: Sendable, Equatable, Redacted {
  /// The document, UTF-8. Sent byte for byte.
  package let bytes: [UInt8]
  /// Lower-case UUID.
  package let reportId: String
  package let month: CalendarMonth
  /// The assistant's personal or coordination number, 12 digits: whose signature it must bear.
  package let assistantNumber: String
  /// The provider's organisation number, 10 digits; nil where the assisted person is the employer.
  package let organisationNumber: String?
  /// SHA-256 of the document's inclusive C14N 1.0, lower-case hex.
  package let digest: String
  /// What is worth knowing but refuses nothing.
  package let notices: [Problem]

  /// What both signatures bind to: `<id>,<digest>`.
  package var toBeSigned: String { "\(reportId),\(digest)" }

  /// For `Converter`, `DocumentReader` and tests of later stages.
  package init(
    bytes: [UInt8],
    reportId: String,
    month: CalendarMonth,
    assistantNumber: String,
    organisationNumber: String?,
    digest: String,
    notices: [Problem] = []
  ) {
    self.bytes = bytes
    self.reportId = reportId
    self.month = month
    self.assistantNumber = assistantNumber
    self.organisationNumber = organisationNumber
    self.digest = digest
    self.notices = notices
  }
}
