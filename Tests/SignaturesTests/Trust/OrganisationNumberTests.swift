import PKI
import TestSupport
import Testing
import TimeReport

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
      "5599990008", "559999-0008", "165599990008", "16559999-0008", "SE559999000801", "SE559999-000801",
      "NTRSE-5599990008", "NTRSE-559999-0008", "VATSE-559999000801", "VATSE-SE559999000801",
      "NTRSE-165599990008",
      "VATSE-5599990008", "SE5599990008",
    ],
    ["serialNumber", "organizationIdentifier"]
  )
  func usualForm(_ text: String, _ attribute: String) throws {
    let certificate = try certificate([(attribute, text)])
    #expect(certificate.organisationNumber?.digits == "5599990008")
    #expect(!certificate.isPersons)
  }

  @Test(
    "text of another form is no organisation number",
    arguments: [
      "559999000", "55999900081", "559999 0008", "5599-990008", "NTRNO-5599990008", "NTRSE5599990008",
      "175599990008", "SE559999000802", "SE165599990008", "VATSE-559999000899", "5599990008a", "-5599990008",
      "559999--0008", "5599990009",
    ]
  )
  func anotherForm(_ text: String) throws {
    #expect(try certificate([("serialNumber", text)]).organisationNumber == nil)
  }

  @Test("two numbers count only if they are the same") func twoNumbers() throws {
    func number(_ identifier: String) throws -> String? {
      try certificate([("serialNumber", "165599990008"), ("organizationIdentifier", identifier)])
        .organisationNumber?.digits
    }
    #expect(try number("NTRSE-559999-0008") == "5599990008")
    #expect(try number("NTRSE-5560000001") == nil)
    #expect(try number("not a number") == "5599990008")
  }

  /// Otherwise any employee could sign as the provider itself.
  @Test("a person's certificate that names the employer is no organisation's") func employee() throws {
    let certificate = try certificate([
      ("serialNumber", "198002022393"), ("organizationIdentifier", "NTRSE-5599990008"),
    ])
    #expect(certificate.isPersons)
    #expect(certificate.organisationNumber == nil)
  }
}
