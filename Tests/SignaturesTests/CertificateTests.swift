import COpenSSL
import Signatures
import Testing
import XML
import PKI

@Suite struct CertificateTests {
  @Test func whatAPersonsCertificateSays() throws {
    let signers = try TestSigners.shared.get()
    let certificate = try #require(Certificate(der: signers.assistant.der))
    #expect(certificate.subjectSerialNumber == TestSigners.assistantNumber)
    #expect(certificate.subjectCommonName == "Åsta Ek")
    #expect(certificate.isForSigning && !certificate.isAuthority && !certificate.isSelfIssued)
    #expect(certificate.publicKey?.bits == 2048)
    let (before, after) = (try #require(certificate.notBefore), try #require(certificate.notAfter))
    #expect(after - before == 2 * 86_400)
    #expect((before...after).contains(before + 86_400) && before > 1_700_000_000)
    #expect("\(certificate)" == "Certificate(redacted)")
  }

  @Test func issuing() throws {
    let signers = try TestSigners.shared.get()
    let person = try #require(Certificate(der: signers.assistant.der))
    let customerCA = try #require(Certificate(der: signers.customerCA.der))
    let root = try #require(Certificate(der: signers.root.der))
    #expect(person.isIssued(by: customerCA) && !person.isIssued(by: root) && !customerCA.isIssued(by: person))
    #expect(root.isSelfIssued && root.isAuthority && !root.isForSigning)
  }

  @Test func readingSeveralFromPEM() throws {
    let signers = try TestSigners.shared.get()
    let text =
      Array("Bag Attributes\n".utf8) + signers.assistant.pem + signers.spareKey.pem + signers.bankCA.pem
    let certificates = try #require(Certificate.certificates(pem: text))
    #expect(certificates.map(\.der) == [signers.assistant.der, signers.bankCA.der])
    #expect(Certificate.certificates(pem: Array("nothing".utf8))?.isEmpty == true)
  }

  @Test func whatIsNoCertificate() throws {
    let der = try TestSigners.shared.get().assistant.der
    #expect(
      Certificate(der: []) == nil && Certificate(der: der + [0]) == nil
        && Certificate(der: Array(der.dropLast())) == nil
    )
  }

  /// RSA keys are not read by what OpenSSL reads a certificate with. With any one byte changed, the same is readable, with the same
  /// key, and nothing is issued by anybody.
  @Test func changedCertificatesAreReadAsOpenSSLReadsThem() throws {
    let signers = try TestSigners.shared.get()
    let issuer = try #require(Certificate(der: signers.customerCA.der))
    for position in signers.assistant.der.indices {
      var der = signers.assistant.der
      der[position] ^= 1 << UInt8(position % 8)
      let (isReadable, bits) = Self.asOpenSSLReads(der)
      let certificate = Certificate(der: der)
      #expect((certificate != nil) == isReadable, "byte \(position)")
      #expect(certificate?.publicKey?.bits == bits, "byte \(position)")
      #expect(certificate?.isIssued(by: issuer) != true, "byte \(position)")
    }
    #expect(Self.asOpenSSLReads(signers.assistant.der) == (true, 2048))
  }

  /// Bits of the key; nil where it cannot be read.
  private static func asOpenSSLReads(_ der: [UInt8]) -> (isReadable: Bool, bits: Int?) {
    defer { ERR_clear_error() }
    return der.withUnsafeBufferPointer { raw in
      var next = raw.baseAddress
      let x509 = d2i_X509(nil, &next, raw.count)
      defer { X509_free(x509) }
      guard x509 != nil, next == raw.baseAddress.map({ $0 + raw.count }) else { return (false, nil) }
      return (true, X509_get0_pubkey(x509).map { Int(EVP_PKEY_get_bits($0)) })
    }
  }
}
