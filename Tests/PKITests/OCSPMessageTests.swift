import PKI
import Testing

@Suite struct OCSPMessageTests {
  @Test("a request names one certificate and carries its nonce") func request() throws {
    let hierarchy = try Hierarchy.shared.get()
    let (person, issuer) = (try hierarchy.person.certificate(), try hierarchy.customerCA.certificate())
    let nonce = try #require(OCSPNonce.make(for: Array("signature".utf8)))
    let der = try #require(OCSPRequest.der(for: person, issuedBy: issuer, nonce: nonce))
    let request = try #require(OCSPRequest(der))
    #expect(request.nonce == nonce)
    #expect(request.isFor(person, issuedBy: issuer))
    let impostor = try Issued([("CN", "Customer CA")], key: hierarchy.spareKey, extensions: Issued.authority)
    #expect(!request.isFor(person, issuedBy: try impostor.certificate()))
    #expect(OCSPRequest(der + [0]) == nil)
  }

  @Test("a nonce belongs to one signature") func nonce() throws {
    let signature = Array("signature".utf8)
    let nonce = try #require(OCSPNonce.make(for: signature))
    #expect(nonce.count == OCSPNonce.count)
    #expect(OCSPNonce.belongs([0x04, 32] + nonce, to: signature, acceptsBare: false))
    #expect(OCSPNonce.belongs(nonce, to: signature, acceptsBare: true))
    #expect(!OCSPNonce.belongs(nonce, to: signature, acceptsBare: false))
    #expect(!OCSPNonce.belongs([0x04, 32] + nonce, to: signature + [0], acceptsBare: true))
    #expect(OCSPNonce.make(for: signature) != nonce, "the rest is random")
  }
}
