import Testing

@testable import PKI

/// RSA keys at the bounds and one bit beyond. A certificate's key is bounded when the certificate is read.
@Suite struct KeyBoundsTests {
  /// PKCS #1's RSAPublicKey with odd numbers of these lengths in bits.
  private func key(modulus: Int, exponent: Int) throws -> PublicKey {
    func number(_ bits: Int) -> [UInt8] {
      var bytes = [UInt8](repeating: 0x5B, count: (bits + 7) / 8)
      let top: UInt8 = 1 << UInt8((bits - 1) % 8)
      bytes[0] = top | (bytes[0] & (top - 1))
      bytes[bytes.count - 1] |= 1
      return bytes[0] >= 0x80 ? [0] + bytes : bytes
    }
    func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
      [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }
    func integer(_ content: [UInt8]) -> [UInt8] {
      content.count < 128 ? [2, UInt8(content.count)] + content : element(2, content)
    }
    let der = element(0x30, integer(number(modulus)) + integer(number(exponent)))
    return try #require(PublicKey(rsaPublicKey: der))
  }

  @Test(
    "a key at a bound is accepted, one bit more is not",
    arguments: [
      (2048, 17, nil), (4096, 17, nil), (8192, 32, nil), (8193, 17, .modulus), (16_000, 17, .modulus),
      (2048, 33, .exponent), (2048, 2048, .exponent), (8193, 33, .modulus),
    ] as [(Int, Int, KeyFault?)]
  )
  func bounds(modulus: Int, exponent: Int, fault: KeyFault?) throws {
    let key = try key(modulus: modulus, exponent: exponent)
    #expect(key.bits == modulus)
    #expect(KeyBounds.fault(ofRSA: key.key) == fault)
  }

  @Test(
    "a certificate with a costly key is read without its key",
    arguments: [
      (CostlyKey.modulus, KeyFault.modulus), (.exponent, .exponent), (.curveParameters, .curveParameters),
    ]
  )
  func certificate(key: CostlyKey, fault: KeyFault) throws {
    let hierarchy = try Hierarchy.shared.get()
    let template = CertificateTemplate(subject: [("CN", "x")], serial: 1, extensions: [])
    let der = try template.issue(for: key, by: (hierarchy.root.der, hierarchy.spareKey))
    let certificate = try #require(Certificate(der: der))
    #expect(certificate.keyFault == fault)
    #expect(certificate.publicKey == nil)
    #expect(KeyUse.count { _ = certificate.isIssued(by: certificate) } == 0)
  }

  @Test(
    "a key of another kind is not used",
    arguments: [("ed25519", KeyFault.kind), ("ec -pkeyopt ec_paramgen_curve:secp256k1", .kind)]
  )
  func otherKind(key: String, fault: KeyFault) async throws {
    let certificate = try await selfSigned(key)
    #expect(certificate.keyFault == fault)
    #expect(!certificate.isIssued(by: certificate))
  }

  @Test("an authority may have a key on P-521") func p521() async throws {
    let certificate = try await selfSigned("ec -pkeyopt ec_paramgen_curve:P-521")
    #expect(certificate.keyFault == nil)
    #expect(certificate.isIssued(by: certificate))
  }

  private func selfSigned(_ key: String) async throws -> Certificate {
    var read: Certificate?
    try await Files.with { files async throws in
      try await files.openssl("req -x509 -newkey \(key) -nodes -keyout x.key -out x.pem -subj /CN=x -days 9")
      read = Certificate.certificates(pem: try files.read("x.pem"))?.first
    }
    return try #require(read)
  }
}
