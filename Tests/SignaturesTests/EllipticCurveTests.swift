import COpenSSL
import Testing
import TimeReport
import XML

@testable import Signatures
@testable import TestPKI

/// Persons, authorities and responders with keys on elliptic curves.
@Suite struct EllipticCurveTests {
  private static let producedAt = OCSPWorld.producedAt

  /// - Parameter changed: spoils the signature after it was made.
  private func codes(
    _ curves: [String],
    data: String = TestDocument.report.toBeSigned,
    responderSigns: Bool = true
  ) throws -> [ProblemCode] {
    let hierarchy = try Hierarchy(keys: curves.map { try TestKey(curve: $0) })
    let signature = try BankIDSigning(key: hierarchy.signer.key.privateKey, chain: hierarchy.chain.map(\.der))
      .sign(visibleText: "Jag godkänner.", nonVisibleData: Array(data.utf8))
    let now = Int(time(nil))
    var generator = SystemRandomNumberGenerator()
    let key = try #require(
      ThrowawayKey.all(inPEM: (responderSigns ? hierarchy.customerCA : hierarchy.bankCA).key.pem).first
    )
    let response = OCSPResponse(
      for: ThrowawayCertificate(der: hierarchy.signer.der),
      issuer: ThrowawayCertificate(der: hierarchy.customerCA.der),
      responder: ThrowawayIdentity(
        certificate: ThrowawayCertificate(
          der: (responderSigns ? hierarchy.customerCA : hierarchy.bankCA).der
        ),
        key: key
      ),
      producedAt: now,
      nonce: OCSPResponse.nonce(boundTo: signature, using: &generator)
    )
    return SignatureVerifier(trust: SignatureTrust(persons: try TrustedRoots(pem: hierarchy.root.pem)))
      .verify(
        ReportSignature(
          signature: signature,
          ocspResponse: try response.der(),
          signedOn: SwedishTime.date(at: now)
        ),
        role: .assistant,
        of: TestDocument.report,
        now: now,
        at: ""
      ).map(\.code)
  }

  @Test(arguments: ["P-256", "P-384"]) func aWholeHierarchy(curve: String) throws {
    #expect(try codes(Array(repeating: curve, count: 4)) == [])
  }

  @Test func bothCurvesTogether() throws { #expect(try codes(["P-384", "P-256", "P-384", "P-256"]) == []) }

  @Test func whatIsWrongIsFound() throws {
    let curves = Array(repeating: "P-256", count: 4)
    #expect(try codes(curves, data: "11111111-2222-3333-4444-555555555555,x") == [.signatureBindingMalformed])
    #expect(try codes(curves, responderSigns: false) == [.ocspResponder])
  }

  /// Neither a signer nor an authority may have another curve.
  @Test(arguments: ["P-521", "secp256k1"]) func anotherCurve(curve: String) throws {
    let key = try TestKey(curve: "P-256")
    let other = try OtherCurve.certificate(curve)
    let signers = try TestSigners.shared.get()
    let chain = [other, signers.customerCA.der, signers.bankCA.der]
    let signature = try BankIDSigning(key: key.privateKey, chain: chain)
      .sign(visibleText: "x", nonVisibleData: Array(TestDocument.report.toBeSigned.utf8))
    #expect(problems(with: signature).map(\.code) == [.signatureCertificate])
  }
}

private enum OtherCurve {
  /// The assistant's, self-signed, with a key that nothing of ours makes or reads.
  static func certificate(_ curve: String) throws -> [UInt8] {
    let key = try #require(elt_ec_generate(curve))
    defer { EVP_PKEY_free(key) }
    let x509 = try #require(X509_new())
    defer { X509_free(x509) }
    X509_NAME_add_entry_by_txt(
      X509_get_subject_name(x509),
      "serialNumber",
      MBSTRING_UTF8,
      TestSigners.assistantNumber,
      -1,
      -1,
      0
    )
    X509_gmtime_adj(X509_getm_notBefore(x509), 0)
    X509_gmtime_adj(X509_getm_notAfter(x509), 86_400)
    X509_set_pubkey(x509, key)
    try #require(X509_sign(x509, key, EVP_sha256()) > 0)
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(x509, &start)
    defer { elt_openssl_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
