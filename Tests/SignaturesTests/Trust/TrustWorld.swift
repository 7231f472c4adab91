import Signatures
import TestPKI
import TimeReport

/// A throw-away PKI, a document, and signatures over it by a person and an organisation.
struct TrustWorld {
  let pki: ThrowawayPKI
  let document: Tidredovisning

  static let number = "198002022393"
  static let day = CalendarDate(daysSinceEpoch: 20_760)
  /// The day after, in seconds since 1970.
  static let now = 20_761 * 86_400

  init() throws {
    pki = try ThrowawayPKI.make(sharesKeys: true)
    document = Tidredovisning(
      bytes: Array("<a/>".utf8),
      reportId: TestDocument.reportId,
      month: CalendarDate(daysSinceEpoch: 20_730).calendarMonth,
      assistantNumber: Self.number,
      organisationNumber: OrganisationNumber("5599990008"),
      digest: TestDocument.report.digest
    )
  }

  /// An entry for another report.
  let other = "11111111-2222-4333-8444-555555555555," + String(repeating: "a", count: 64)

  func trust() throws -> SignatureTrust {
    SignatureTrust(
      persons: try TrustedRoots(pem: try pki.bankID.root.certificate.pem()),
      organisations: try TrustedRoots(pem: try pki.organisation.root.certificate.pem())
    )
  }

  /// - Parameter data: nil binds it to the document.
  func sign(data: String? = nil, on day: CalendarDate = Self.day) throws -> ReportSignature {
    var generator = SystemRandomNumberGenerator()
    return try pki.sign(
      Array((data ?? document.toBeSigned).utf8),
      visibleText: "Jag godkänner.",
      by: try pki.person(personalIdentityNumber: Self.number),
      on: day,
      using: &generator
    )
  }

  func signAsOrganisation() throws -> ReportSignature {
    try pki.signAsOrganisation(document: document, on: Self.day)
  }
}
