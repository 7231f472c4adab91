import COpenSSL
import PKI
import Testing

@Suite struct CertificateTests {
  @Test("the fields of a person's certificate are read") func fields() throws {
    let certificate = try Hierarchy.shared.get().person.certificate()
    #expect(certificate.subjectSerialNumber == Hierarchy.personNumber)
    #expect(certificate.subjectCommonName == "Åsta Ek")
    #expect(certificate.isForSigning && !certificate.isAuthority && !certificate.isSelfIssued)
    #expect(certificate.publicKey?.bits == 2048)
    let validity = CertificateTemplate.Validity.standard
    #expect(certificate.notBefore == validity.from && certificate.notAfter == validity.until)
    #expect("\(certificate)" == "Certificate(redacted)")
  }

  @Test("only the issuer's key makes an issuer") func issuing() throws {
    let hierarchy = try Hierarchy.shared.get()
    let person = try hierarchy.person.certificate()
    let customerCA = try hierarchy.customerCA.certificate()
    let root = try hierarchy.root.certificate()
    #expect(person.isIssued(by: customerCA) && !person.isIssued(by: root) && !customerCA.isIssued(by: person))
    #expect(root.isSelfIssued && root.isAuthority && !root.isForSigning)
    let impostor = try Issued([("CN", "Customer CA")], key: hierarchy.spareKey, extensions: Issued.authority)
    #expect(person.namesAsIssuer(try impostor.certificate()))
    #expect(!person.isIssued(by: try impostor.certificate()), "same name, another key")
  }

  @Test("a PEM text may hold several certificates and other blocks") func severalInPEM() throws {
    let hierarchy = try Hierarchy.shared.get()
    let (person, bankCA) = (try hierarchy.person.certificate(), try hierarchy.bankCA.certificate())
    let text = Array("Bag Attributes\n".utf8) + person.pem + (hierarchy.spareKey.pem ?? []) + bankCA.pem
    #expect(Certificate.certificates(pem: text)?.map(\.der) == [person.der, bankCA.der])
    #expect(Certificate.certificates(pem: Array("nothing".utf8))?.isEmpty == true)
    let damaged = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    #expect(Certificate.certificates(pem: text + damaged) == nil)
  }

  @Test("bytes around a certificate are refused") func trailingBytes() throws {
    let der = try Hierarchy.shared.get().person.der
    #expect(Certificate(der: []) == nil)
    #expect(Certificate(der: der + [0]) == nil)
    #expect(Certificate(der: Array(der.dropLast())) == nil)
  }

  /// RSA keys are decoded separately from the certificate. Whichever byte is changed, the result must be that of OpenSSL's own
  /// decoder, and the changed certificate must have no issuer.
  @Test("changed certificates are read as OpenSSL reads them") func changedBytes() throws {
    let hierarchy = try Hierarchy.shared.get()
    let issuer = try hierarchy.customerCA.certificate()
    let original = hierarchy.person.der
    for position in original.indices {
      var der = original
      der[position] ^= 1 << UInt8(position % 8)
      let (isReadable, bits) = Self.asOpenSSLReads(der)
      let certificate = Certificate(der: der)
      #expect((certificate != nil) == isReadable, "byte \(position)")
      #expect(certificate?.publicKey?.bits == bits, "byte \(position)")
      #expect(certificate?.isIssued(by: issuer) != true, "byte \(position)")
    }
    #expect(Self.asOpenSSLReads(original) == (true, 2048))
  }

  /// Bits of the key; nil if it is unreadable.
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
