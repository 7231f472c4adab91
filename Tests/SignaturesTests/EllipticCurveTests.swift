import Foundation
import TestSupport
import Testing
import TimeReport
import XML

@testable import Signatures
@testable import TestPKI

/// Persons, authorities and responders with keys on elliptic curves.
@Suite struct EllipticCurveTests {
  private static let producedAt = OCSPWorld.producedAt

  /// - Parameter changed: changes the finished signature.
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

  @Test("a hierarchy on one curve is accepted", arguments: ["P-256", "P-384"]) func aWholeHierarchy(
    curve: String
  ) throws {
    #expect(try codes(Array(repeating: curve, count: 4)) == [])
  }

  @Test("a hierarchy on both curves is accepted") func bothCurvesTogether() throws {
    #expect(try codes(["P-384", "P-256", "P-384", "P-256"]) == [])
  }

  @Test("invalid signatures on curves are refused") func invalidSignaturesAreRefused() throws {
    let curves = Array(repeating: "P-256", count: 4)
    #expect(try codes(curves, data: "11111111-2222-3333-4444-555555555555,x") == [.signatureBindingMalformed])
    #expect(try codes(curves, responderSigns: false) == [.ocspResponder])
  }

  /// Neither a signer nor an authority may have another curve.
  @Test("another curve is refused", arguments: ["P-521", "secp256k1"]) func anotherCurve(curve: String)
    async throws
  {
    let key = try TestKey(curve: "P-256")
    let other = try await OtherCurve.certificate(curve)
    let signers = try TestSigners.shared.get()
    let chain = [other, signers.customerCA.der, signers.bankCA.der]
    let signature = try BankIDSigning(key: key.privateKey, chain: chain)
      .sign(visibleText: "x", nonVisibleData: Array(TestDocument.report.toBeSigned.utf8))
    #expect(problems(with: signature).map(\.code) == [.signatureCertificate])
  }
}

private enum OtherCurve {
  /// The assistant's certificate, self-signed, with a key that PKI neither generates nor reads.
  static func certificate(_ curve: String) async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    let script = """
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:\(curve) -nodes -keyout k.pem -days 1 \
        -subj /serialNumber=\(TestSigners.assistantNumber) -outform DER -out c.der
      """
    let made = try await FinishedProcess.run(["/bin/sh", "-c", script], in: folder.path)
    try #require(made.status == 0, "\(made.errorText)")
    return [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/c.der")))
  }
}
