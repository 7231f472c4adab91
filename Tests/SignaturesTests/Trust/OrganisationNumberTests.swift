import PKI
import TestSupport
import Testing

@testable import Signatures

/// The forms in which issuers write organisation numbers in certificates.
@Suite struct OrganisationNumberTests {
  private func certificate(_ subject: [(String, String)]) throws -> Certificate {
    let made = try TestCertificate(
      subject: [("CN", "Omsorg AB")] + subject,
      key: try TestSigners.shared.get().spareKey,
      issuer: try TestSigners.shared.get().bankCA
    )
    return try #require(Certificate(der: made.der))
  }

  @Test(
    "every usual form is read",
    arguments: [
      "5599990009", "559999-0009", "165599990009", "16559999-0009", "SE559999000901", "SE559999-000901",
      "NTRSE-5599990009", "NTRSE-559999-0009", "VATSE-559999000901", "VATSE-SE559999000901",
      "NTRSE-165599990009",
      "VATSE-5599990009", "SE5599990009",
    ],
    ["serialNumber", "organizationIdentifier"]
  )
  func usualForm(_ text: String, _ attribute: String) throws {
    let certificate = try certificate([(attribute, text)])
    #expect(certificate.organisationNumber == "5599990009")
    #expect(!certificate.isPersons)
  }

  @Test(
    "text of another form is no organisation number",
    arguments: [
      "559999000", "55999900091", "559999 0009", "5599-990009", "NTRNO-5599990009", "NTRSE5599990009",
      "175599990009", "SE559999000902", "SE165599990009", "VATSE-559999000999", "5599990009a", "-5599990009",
      "559999--0009",
    ]
  )
  func anotherForm(_ text: String) throws {
    #expect(try certificate([("serialNumber", text)]).organisationNumber == nil)
  }

  @Test("two numbers count only if they are the same") func twoNumbers() throws {
    func number(_ identifier: String) throws -> String? {
      try certificate([("serialNumber", "165599990009"), ("organizationIdentifier", identifier)])
        .organisationNumber
    }
    #expect(try number("NTRSE-559999-0009") == "5599990009")
    #expect(try number("NTRSE-5560000001") == nil)
    #expect(try number("not a number") == "5599990009")
  }

  /// Otherwise any employee could sign as the provider itself.
  @Test("a person's certificate that names the employer is no organisation's") func employee() throws {
    let certificate = try certificate([
      ("serialNumber", "198002022393"), ("organizationIdentifier", "NTRSE-5599990009"),
    ])
    #expect(certificate.isPersons)
    #expect(certificate.organisationNumber == nil)
  }
}
