import Testing
import TestPKI
import TimeReport
import XML
import PKI

/// Different faults have different codes, so that the reader of an outcome knows what to do. The suites for trust and OCSP
/// cover their own codes.
@Suite struct DistinctCodeTests {
  @Test(
    "each defect has its own code",
    arguments: [
      (
        "an extra reference", "</SignedInfo>", "<Reference URI=\"#x\"/></SignedInfo>",
        ProblemCode.signatureSignedInfo
      ),
      ("a reference to something else", "URI=\"#bidKeyInfo\"", "URI=\"#other\"", .signatureSignedInfo),
      ("more in KeyInfo", "<X509Data>", "<X509Data/><X509Data>", .signatureKeyInfo),
      ("a foreign Object", "</Signature>", "<Object>x</Object></Signature>", .signatureObject),
      (
        "an identification", "<funcId>Signing</funcId>", "<funcId>Identification</funcId>",
        .signatureNotSigning
      ),
      ("an id twice", "<nonce>", "<nonce Id=\"bidSignedData\">", .signatureDuplicateId),
      (
        "another canonical form", "xml-c14n-20010315\"", "xml-c14n-20010315#WithComments\"",
        .signatureAlgorithm
      ),
      ("another root", "<Signature ", "<Signature more=\"x\" ", .signatureLayout),
      ("changed content", "SmFnIGdvZGv", "SmFnIGdvZGw", .signatureDigest),
    ]
  )
  func each(what: String, old: String, new: String, code: ProblemCode) throws {
    #expect(try codes(with: goodSignature(replacing: old, with: new)) == [code], "\(what)")
  }

  @Test("a signature without KeyInfo has its own code") func aStrippedKeyInfo() throws {
    let text = String(decoding: try goodSignature(), as: UTF8.self)
    let start = try #require(text.firstRange(of: "<KeyInfo")).lowerBound
    let end = try #require(text.firstRange(of: "</KeyInfo>")).upperBound
    #expect(
      codes(with: Array(text.replacingCharacters(in: start..<end, with: "").utf8)) == [.signatureKeyInfo]
    )
  }

  /// Corrects the digest of changed content in SignedInfo, which the signature value covers.
  @Test("a changed SignedInfo has its own code") func aChangedSignedInfo() throws {
    var signature = HandMadeSignature(try goodSignature())
    signature.text = signature.text.replacing("SmFnIGdvZGv", with: "SmFnIGdvZGw")
    let digest = try HandMadeSignature.digest(signature.canonical("bankIdSignedData"), .sha256)
    let old = try #require(signature.values(of: "DigestValue").first)
    #expect(codes(with: Array(signature.text.replacing(old, with: digest).utf8)) == [.signatureInvalid])
  }

  @Test("a signature that was encoded twice has its own code") func encodedTwice() throws {
    #expect(try codes(with: Base64.encode(goodSignature())) == [.signatureEncodedTwice])
    #expect(codes(with: Array("signed, Asta".utf8)) == [.signatureNotXML])
    let world = try OCSPWorld()
    #expect(try world.codes(Base64.encode(world.response.der())) == [.ocspEncodedTwice])
  }
}
