import PKI
import Signatures
import Testing
import TimeReport
import XML

@Suite struct AlgorithmTests {
  private func made(signature: HashFunction, digests: HashFunction) throws -> [UInt8] {
    let key = try TestSigners.shared.get().assistant.key
    return try HandMadeSignature(goodSignature()).signed(by: key, signature: signature, digests: digests)
  }

  @Test("SHA-1 is refused unless the policy allows it") func sha1IsRefusedUnlessConfigured() throws {
    for (signature, digests) in [(.sha1, .sha1), (.sha1, .sha256), (.sha256, .sha1)]
      as [(HashFunction, HashFunction)]
    {
      let bytes = try made(signature: signature, digests: digests)
      #expect(codes(with: bytes) == [.signatureAlgorithm])
      #expect(codes(with: bytes, policy: SignaturePolicy(acceptsSHA1: true)).isEmpty)
    }
  }

  @Test(
    "other algorithms are refused even if SHA-1 is allowed",
    arguments: [
      (
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
      ),
      ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
      ("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512"),
      ("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#md5"),
      (
        "CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"",
        "CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\""
      ),
      (
        "CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"",
        "CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\""
      ),
      (
        "<Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"",
        "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\""
      ),
      (
        "<Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"",
        "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\""
      ),
    ]
  )
  func otherAlgorithmsAreRefusedEvenWithSHA1(old: String, new: String) throws {
    let bytes = try goodSignature(replacing: old, with: new)
    #expect(codes(with: bytes) == [.signatureAlgorithm])
    #expect(codes(with: bytes, policy: SignaturePolicy(acceptsSHA1: true)) == [.signatureAlgorithm])
  }

  @Test("an algorithm that does not fit the key is refused") func algorithmThatDoesNotFitTheKey() throws {
    let bytes = try goodSignature(
      replacing: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
      with: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    )
    #expect(codes(with: bytes) == [.signatureCertificate])
  }
}
