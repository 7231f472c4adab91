import Testing
import TimeReport

/// What is wrong in different ways has different codes, so that whoever reads an outcome knows what to do. (Those of trust and
/// OCSP are held apart by the tests of theirs.)
@Suite struct DistinctCodeTests {
  @Test(arguments: [
    (
      "an extra reference", "</SignedInfo>", "<Reference URI=\"#x\"/></SignedInfo>",
      ProblemCode.signatureSignedInfo
    ),
    ("a reference to something else", "URI=\"#bidKeyInfo\"", "URI=\"#other\"", .signatureSignedInfo),
    ("a stripped KeyInfo", "<X509Data>", "<X509Data/><X509Data>", .signatureKeyInfo),
    ("a foreign Object", "</Signature>", "<Object>x</Object></Signature>", .signatureObject),
    (
      "an identification", "<funcId>Signing</funcId>", "<funcId>Identification</funcId>", .signatureNotSigning
    ),
    ("an id twice", "<nonce>", "<nonce Id=\"bidSignedData\">", .signatureDuplicateId),
    (
      "another canonical form", "xml-c14n-20010315\"", "xml-c14n-20010315#WithComments\"", .signatureAlgorithm
    ),
    ("another root", "<Signature ", "<Signature more=\"x\" ", .signatureLayout),
    ("changed content", "SmFnIGdvZGv", "SmFnIGdvZGw", .signatureDigest),
  ])
  func each(what: String, old: String, new: String, code: ProblemCode) throws {
    #expect(try codes(with: goodSignature(replacing: old, with: new)) == [code], "\(what)")
  }
}
