import Foundation
import PKI
import Testing

/// A key generated for the test run.
struct TestKey: Sendable {
  let privateKey: PrivateKey

  init(bits: UInt32 = 2048) throws { privateKey = try PrivateKey.generateRSA(bits: bits) }

  /// - Parameter curve: OpenSSL's name of a curve.
  init(curve: String) throws { privateKey = try PrivateKey.generate(curve: curve) }

  var pem: [UInt8] { privateKey.pem ?? [] }
}

/// A certificate issued for the test run, valid or not.
struct TestCertificate: Sendable {
  let der: [UInt8]
  let key: TestKey

  var pem: [UInt8] { Certificate(der: der)?.pem ?? [] }

  /// - Parameters:
  ///   - issuer: nil makes the certificate self-signed.
  ///   - days: validity, in days from now.
  ///   - extensions: replace the extensions that the other parameters lead to.
  ///   - hash: the hash function of the issuer's signature.
  init(
    subject: [(String, String)],
    key: TestKey,
    issuer: TestCertificate? = nil,
    days: ClosedRange<Int> = -1...1,
    usage: String? = "critical,nonRepudiation",
    extendedUsage: String? = nil,
    isAuthority: Bool = false,
    extensions given: [(String, String)]? = nil,
    hash: HashFunction = .sha256
  ) throws {
    var extensions = [
      ("keyUsage", isAuthority ? "critical,keyCertSign" : usage), ("extendedKeyUsage", extendedUsage),
    ]
    if isAuthority { extensions.append(("basicConstraints", "critical,CA:TRUE")) }
    if let given { extensions = given.map { ($0.0, $0.1) } }
    let now = Int(Date().timeIntervalSince1970)
    let template = CertificateTemplate(
      subject: subject.map { (attribute: $0.0, value: $0.1) },
      serial: 4711,
      extensions: extensions.compactMap { name, value in value.map { (name: name, value: $0) } },
      validity: .init(from: now + days.lowerBound * 86_400, until: now + days.upperBound * 86_400),
      hash: hash
    )
    der = try template.issue(for: key.privateKey, by: issuer.map { ($0.der, $0.key.privateKey) })
    self.key = key
  }
}
