/// A time report document that the agency accepts by its rules: well-formed, valid XML, with the values that later
/// stages need. Only `Converter` and `DocumentReader` create it.
package struct Tidredovisning: Sendable, Equatable, Redacted {
  /// The document in UTF-8. It is sent byte for byte.
  package let bytes: [UInt8]
  package let reportId: ReportId
  package let month: CalendarMonth
  /// The personal or coordination number of the assistant, who must sign the document: 12 digits.
  package let assistantNumber: String
  /// The provider's; nil if the assisted person is the employer.
  package let organisationNumber: OrganisationNumber?
  /// The SHA-256 of the document's inclusive C14N 1.0.
  package let digest: Digest
  /// Remarks that do not reject the report.
  package let notices: [Problem]
  /// The assisted person and the assistant.
  let persons: [Person]
  /// Nil in documents that tests make.
  package var assistedPersonNumber: String? { persons.first?.number }

  /// A person's number of 12 digits and its place in the input.
  struct Person: Sendable, Equatable, Redacted {
    let number: String
    let place: Problem.Place
  }

  /// The text that both signatures must cover: `<id>,<digest>`.
  package var toBeSigned: String { "\(reportId),\(digest)" }

  /// For tests of later stages.
  package init(
    bytes: [UInt8],
    reportId: ReportId,
    month: CalendarMonth,
    assistantNumber: String,
    organisationNumber: OrganisationNumber?,
    digest: Digest
  ) {
    self.init(
      bytes: bytes,
      reportId: reportId,
      month: month,
      assistantNumber: assistantNumber,
      organisationNumber: organisationNumber,
      digest: digest,
      notices: [],
      persons: []
    )
  }

  init(
    bytes: [UInt8],
    reportId: ReportId,
    month: CalendarMonth,
    assistantNumber: String,
    organisationNumber: OrganisationNumber?,
    digest: Digest,
    notices: [Problem],
    persons: [Person]
  ) {
    self.bytes = bytes
    self.reportId = reportId
    self.month = month
    self.assistantNumber = assistantNumber
    self.organisationNumber = organisationNumber
    self.digest = digest
    self.notices = notices
    self.persons = persons
  }
}
