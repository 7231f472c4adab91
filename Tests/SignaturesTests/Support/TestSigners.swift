import Signatures
import Testing
import XML

/// A hierarchy like BankID's, two persons and an organisation, issued once for all tests.
struct TestSigners: Sendable {
  static let shared = Result { try TestSigners() }

  let root: TestCertificate
  let bankCA: TestCertificate
  let customerCA: TestCertificate
  let assistant: TestCertificate
  let stranger: TestCertificate
  let organisation: TestCertificate
  /// A key without a certificate.
  let spareKey: TestKey

  static let assistantNumber = "198002022393"

  private init() throws {
    let (authorityKey, assistantKey, strangerKey) = (try TestKey(), try TestKey(), try TestKey())
    spareKey = try TestKey()
    root = try TestCertificate(subject: [("CN", "Root")], key: authorityKey, isAuthority: true)
    bankCA = try TestCertificate(
      subject: [("CN", "Bank CA")],
      key: authorityKey,
      issuer: root,
      isAuthority: true
    )
    customerCA = try TestCertificate(
      subject: [("CN", "Customer CA")],
      key: authorityKey,
      issuer: bankCA,
      isAuthority: true
    )
    assistant = try TestCertificate(
      subject: [("CN", "Åsta Ek"), ("serialNumber", Self.assistantNumber)],
      key: assistantKey,
      issuer: customerCA
    )
    stranger = try TestCertificate(
      subject: [("CN", "Bo Alm"), ("serialNumber", "197001012388")],
      key: strangerKey,
      issuer: customerCA
    )
    organisation = try TestCertificate(
      subject: [("CN", "Omsorg AB"), ("serialNumber", "5599990008")],
      key: strangerKey,
      issuer: bankCA
    )
  }

  func chain(_ person: TestCertificate) -> [[UInt8]] { [person.der, customerCA.der, bankCA.der] }

  /// A person's signature over the data.
  func sign(_ data: String?, by person: TestCertificate, chain: [[UInt8]]? = nil) throws -> [UInt8] {
    try BankIDSigning(key: person.key.privateKey, chain: chain ?? self.chain(person))
      .sign(visibleText: "Jag godkänner.", nonVisibleData: data.map { Array($0.utf8) })
  }
}
