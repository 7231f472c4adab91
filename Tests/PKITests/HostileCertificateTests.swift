import PKI
import Testing

/// Certificates that are expensive to parse, and keys that are worthless.
@Suite struct HostileCertificateTests {
  private func certificate(names: Int = 1, extensions: [(String, String)]) throws -> [UInt8] {
    let key = try Hierarchy.shared.get().spareKey
    return try Issued((0..<names).map { ("OU", "\($0)") }, key: key, extensions: extensions).der
  }

  /// OpenSSL copies the issuer's name for each distribution point that is relative to it.
  @Test("a certificate that grows inside OpenSSL is refused") func growing() throws {
    // SEQUENCE of DistributionPoint { [0] { [1] { SEQUENCE { commonName "x" } } } }
    let point = "300ea00ca10a300806035504030c0178"
    let points = String(repeating: point, count: 1000)
    let size = String(point.utf8.count / 2 * 1000, radix: 16)
    let list = (
      "crlDistributionPoints", "DER:3082\(String(repeating: "0", count: 4 - size.utf8.count))\(size)\(points)"
    )
    #expect(Certificate(der: try certificate(names: 30, extensions: [list])) == nil)
    #expect(Certificate(der: try certificate(names: 33, extensions: [])) == nil)
    #expect(Certificate(der: try certificate(names: 32, extensions: [])) != nil)
    let comment = ("nsComment", "ASN1:UTF8String:x")
    #expect(Certificate(der: try certificate(extensions: Array(repeating: comment, count: 33))) == nil)
    let long = ("nsComment", "ASN1:UTF8String:\(String(repeating: "x", count: Certificate.maximumBytes))")
    #expect(Certificate(der: try certificate(extensions: [long])) == nil)
  }

  /// The parameters can be chosen to keep OpenSSL busy for a quarter of a second.
  @Test("explicit curve parameters are not decoded") func explicitCurve() async throws {
    try await Files.with { files async throws in
      try await files.openssl("ecparam -name prime256v1 -genkey -noout -param_enc explicit -out explicit.key")
      try await files.openssl("req -x509 -new -key explicit.key -subj /CN=x -days 9 -out explicit.pem")
      let certificate = try #require(Certificate.certificates(pem: files.read("explicit.pem"))?.first)
      #expect(certificate.publicKey == nil)
      #expect(certificate.keyFault == .curveParameters)
    }
  }

  /// With an exponent of 1 the padding is its own signature.
  @Test("an RSA key with a worthless exponent is weak", arguments: [1, 2, 65536]) func exponent(
    _ exponent: Int
  ) throws {
    let right = try Hierarchy.shared.get().spareKey.publicKey
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
