import PKI
import COpenSSL
import TestSupport
import Testing
import XML

@testable import Signatures

/// Certificates that are made to cost much, and keys that are worth nothing.
@Suite struct HostileCertificateTests {
  private func certificate(names: Int = 1, extensions: [(Int32, String)]) throws -> [UInt8] {
    try TestCertificate(
      subject: (0..<names).map { ("OU", "\($0)") },
      key: TestSigners.shared.get().spareKey,
      extensions: extensions
    ).der
  }

  /// OpenSSL copies the issuer's name for each distribution point that is relative to it.
  @Test func whatOpenSSLWouldMultiply() throws {
    // SEQUENCE of DistributionPoint { [0] { [1] { SEQUENCE { commonName "x" } } } }
    let point = "300ea00ca10a300806035504030c0178"
    let points = String(repeating: point, count: 1000)
    let size = String(point.utf8.count / 2 * 1000, radix: 16)
    let list = (
      NID_crl_distribution_points,
      "DER:3082\(String(repeating: "0", count: 4 - size.utf8.count))\(size)\(points)"
    )
    #expect(Certificate(der: try certificate(names: 30, extensions: [list])) == nil)
    #expect(Certificate(der: try certificate(names: 33, extensions: [])) == nil)
    #expect(Certificate(der: try certificate(names: 32, extensions: [])) != nil)
    let comment = (NID_netscape_comment, "ASN1:UTF8String:x")
    #expect(Certificate(der: try certificate(extensions: Array(repeating: comment, count: 33))) == nil)
    let long = (
      NID_netscape_comment, "ASN1:UTF8String:\(String(repeating: "x", count: Certificate.maximumBytes))"
    )
    #expect(Certificate(der: try certificate(extensions: [long])) == nil)
  }

  /// Its numbers can be chosen to keep OpenSSL busy for a quarter of a second.
  @Test func aCurveThatTheCertificateDescribes() async throws {
    let folder = try TemporaryDirectory()
    let script = """
      openssl ecparam -name prime256v1 -genkey -noout -param_enc explicit -out k.pem &&
      openssl req -x509 -new -key k.pem -subj /CN=x -days 9 -out c.pem
      """
    let made = try await FinishedProcess.run(["/bin/sh", "-c", script], in: folder.path)
    try #require(made.status == 0, "\(made.errorText)")
    let pem = try await FinishedProcess.run(["cat", folder.path + "/c.pem"]).output
    let certificate = try #require(Certificate.certificates(pem: pem)?.first)
    #expect(certificate.publicKey == nil)
  }

  /// With an exponent of 1 the padding is its own signature.
  @Test(arguments: [1, 2, 65536]) func anExponentThatDoesNothing(exponent: Int) throws {
    let right = try TestSigners.shared.get().spareKey.privateKey.publicKey
    let key = try #require(PublicKey(rsaPublicKey: right))
    #expect(key.isStrong(minimumRSABits: 2048))
    #expect(right.suffix(5) == [2, 3, 1, 0, 1])
    let bytes = [UInt8(exponent >> 16), UInt8(exponent >> 8 & 0xFF), UInt8(exponent & 0xFF)]
    let digits = bytes.drop { $0 == 0 }
    var changed = Array(right.dropLast(5)) + [2, UInt8(digits.count)] + digits
    // SEQUENCE with a length of two bytes.
    changed[3] -= UInt8(3 - digits.count)
    let weak = PublicKey(rsaPublicKey: changed)
    #expect(weak?.isStrong(minimumRSABits: 2048) != true)
  }
}
