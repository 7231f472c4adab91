import PKI
import Testing
import TestPKI
import TestSupport

/// The `openssl` command reads and verifies the responses.
@Suite struct OCSPResponseTests {
  let folder: TemporaryDirectory
  let pki: ThrowawayPKI
  let person: ThrowawayPerson

  init() throws {
    folder = try TemporaryDirectory()
    pki = try SharedPKI.ours.get()
    person = try pki.person(personalIdentityNumber: "198002022393")
  }

  private func response() -> OCSPResponse {
    OCSPResponse(
      for: person.chain[0],
      issuer: person.chain[1],
      responder: pki.bankID.responder,
      producedAt: 1_790_000_000,
      nonce: nil
    )
  }

  private func read(_ response: OCSPResponse) async throws -> FinishedProcess {
    try await FinishedProcess.run(
      "openssl",
      "ocsp",
      "-respin",
      try folder.write(try response.der(), to: "response.der"),
      "-resp_text",
      "-CAfile",
      try folder.write(try pki.signatureRootsPEM(), to: "roots.pem"),
      "-verify_other",
      try folder.write(
        try pki.bankID.customerCA.certificate.pem() + pki.bankID.bankCA.certificate.pem(),
        to: "others.pem"
      )
    )
  }

  @Test("a good response verifies with times, status and a nonce bound to the signature")
  func goodResponseVerifies() async throws {
    var response = response()
    let signature = Array("<Signature/>".utf8)
    var generator = SystemRandomNumberGenerator()
    let nonce = OCSPResponse.nonce(boundTo: signature, using: &generator)
    response.nonce = nonce
    let result = try await read(response)
    #expect(result.text.contains("Response verify OK"), "\(result.text)")
    #expect(result.text.contains("Hash Algorithm: sha1"))
    #expect(result.text.contains("Cert Status: good"))
    #expect(result.text.contains("Produced At: Sep 21 14:13:20 2026 GMT"))
    #expect(result.text.contains("This Update: Sep 21 14:13:20 2026 GMT"))
    #expect(result.text.contains("Next Update: Sep 21 14:18:20 2026 GMT"))
    // 04 20: a DER OCTET STRING of 32 bytes; the first twenty are the SHA-1 of "PFNpZ25hdHVyZS8+".
    #expect(nonce.count == 32)
    let sha1 = try await FinishedProcess.run("openssl", "sha1", "-r", input: Array("PFNpZ25hdHVyZS8+".utf8))
    #expect(hex(nonce.prefix(20)) == sha1.text.prefix(40))
    #expect(
      result.text.filter { $0 != "\n" && $0 != " " }.contains("0420" + hex(nonce).uppercased().prefix(24))
    )
  }

  @Test("a bare nonce is encoded without an OCTET STRING") func bareNonceIsNotWrapped() async throws {
    var response = response()
    response.nonce = [UInt8](repeating: 0xAB, count: 32)
    response.nonceEncoding = .bare
    let der = try response.der()
    // id-pkix-ocsp-nonce, then the extension value of 32 bytes with nothing inside it but the nonce.
    let expected: [UInt8] = [0x2B, 6, 1, 5, 5, 7, 0x30, 1, 2, 4, 32] + [UInt8](repeating: 0xAB, count: 32)
    #expect(der.contains(expected))
  }

  @Test("the status can be revoked or unknown") func statusCanBeRevokedOrUnknown() async throws {
    var response = response()
    response.status = .revoked
    #expect(try await read(response).text.contains("Cert Status: revoked"))
    response.status = .unknown
    #expect(try await read(response).text.contains("Cert Status: unknown"))
  }

  @Test("a response of an untrusted responder fails verification") func untrustedResponseFails() async throws
  {
    var response = response()
    response.responder = try SharedPKI.strangers.get().bankID.responder
    #expect(try await read(response).text.contains("Response Verify Failure"))
  }
}

private func hex(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
