import PKI
import Testing

/// A root, two authorities and a person, issued once for all tests.
struct Hierarchy: Sendable {
  static let shared = Result { try Hierarchy() }

  let root: Issued
  let bankCA: Issued
  let customerCA: Issued
  let person: Issued
  /// A key without a certificate.
  let spareKey: PrivateKey

  static let personNumber = "198002022393"

  private init() throws {
    let (authorityKey, personKey) = (try PrivateKey.generateRSA(), try PrivateKey.generateRSA())
    spareKey = try PrivateKey.generateRSA()
    root = try Issued([("CN", "Root")], key: authorityKey, extensions: Issued.authority)
    bankCA = try Issued([("CN", "Bank CA")], key: authorityKey, by: root, extensions: Issued.authority)
    customerCA = try Issued(
      [("CN", "Customer CA")],
      key: authorityKey,
      by: bankCA,
      extensions: Issued.authority
    )
    person = try Issued(
      [("CN", "Åsta Ek"), ("serialNumber", Self.personNumber)],
      key: personKey,
      by: customerCA,
      extensions: [("keyUsage", "critical,nonRepudiation")]
    )
  }
}

/// A certificate with its key.
struct Issued: Sendable {
  static let authority = [("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign")]

  let der: [UInt8]
  let key: PrivateKey

  init(
    _ subject: [(String, String)],
    key: PrivateKey,
    by issuer: Issued? = nil,
    extensions: [(String, String)] = []
  ) throws {
    let template = CertificateTemplate(
      subject: subject.map { (attribute: $0.0, value: $0.1) },
      serial: 4711,
      extensions: extensions.map { (name: $0.0, value: $0.1) }
    )
    der = try template.issue(for: key, by: issuer.map { ($0.der, $0.key) })
    self.key = key
  }

  func certificate() throws -> Certificate { try #require(Certificate(der: der)) }
}
