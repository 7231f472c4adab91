import Signatures
import Testing
import TimeReport
import XML

/// A signature in another layout is refused before any cryptography.
@Suite struct LayoutTests {
  @Test(
    "another layout is refused",
    arguments: [
      ("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">", "<Signature xmlns=\"urn:other\">"),
      ("<Signature ", "<Signature Id=\"s\" "),
      ("<Signature ", "<!-- --><Signature "),
      ("<Signature ", "<?p?><Signature "),
      ("</Signature>", "</Signature><!-- -->"),
      ("<nonce>", "<!-- --><nonce>"),
      ("<nonce>", "<nonce><?p?>"),
      ("<nonce>", "<x xmlns=\"urn:other\"/><nonce>"),
      ("<clientInfo>", "<clientInfo><funcId xmlns=\"urn:other\">Identification</funcId>"),
      ("<SignedInfo>", " <SignedInfo>"),
      ("<SignedInfo>", "<!-- --><SignedInfo>"),
      ("<SignedInfo>", "<?p?><SignedInfo>"),
      ("<SignedInfo>", "<SignedInfo Id=\"i\">"),
      (
        "<Reference Type=\"http://www.bankid.com/signature/v1.0.0/types\" URI=\"#bidSignedData\">",
        "<Reference Type=\"urn:other\" URI=\"#bidSignedData\">"
      ),
      ("URI=\"#bidKeyInfo\"", "URI=\"#bidSignedData\""),
      ("URI=\"#bidKeyInfo\"", "URI=\"\""),
      ("URI=\"#bidKeyInfo\"", "URI=\"#bid\u{212A}eyInfo\""),
      ("URI=\"#bidKeyInfo\"", "URI=\"http://127.0.0.1/\""),
      ("URI=\"#bidSignedData\"", "URI=\"#xpointer(id('bidSignedData'))\""),
      (
        "<Transforms>",
        "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>"
      ),
      ("</Reference></SignedInfo>", "</Reference><Reference URI=\"#x\"/></SignedInfo>"),
      ("<DigestValue>", "<DigestValue>?"),
      ("<SignatureValue>", "<SignatureValue>-"),
      ("<SignatureValue>", "<SignatureValue><a/>"),
      ("Id=\"bidKeyInfo\"", "Id=\"other\""),
      ("Id=\"bidKeyInfo\"", "Id=\"bid\u{212A}eyInfo\""),
      (" Id=\"bidKeyInfo\"", ""),
      ("<X509Data>", "<X509Data><X509SubjectName>x</X509SubjectName>"),
      ("<KeyInfo Id=\"bidKeyInfo\">", "<KeyInfo Id=\"bidKeyInfo\"><KeyValue/>"),
      ("<X509Certificate>", "<X509Certificate>å"),
      ("<Object>", "<Object Id=\"o\">"),
      ("<Object>", "<Object/><Object>"),
      ("</Signature>", "<Object/></Signature>"),
      ("</Signature>", "x</Signature>"),
      ("Id=\"bidSignedData\"", "Id=\"other\""),
      (" Id=\"bidSignedData\"", " Id=\"bidSignedData\" more=\"x\""),
      (
        "xmlns=\"http://www.bankid.com/signature/v1.0.0/types\"",
        "xmlns=\"http://www.bankid.com/signature/v2.0.0/types\""
      ),
      ("charset=\"UTF-8\" ", ""),
      ("<usrNonVisibleData>", "<usrNonVisibleData a=\"b\">"),
      ("<usrNonVisibleData>", "<usrNonVisibleData>*"),
      ("<usrNonVisibleData>", "<usrNonVisibleData/><usrNonVisibleData>"),
      ("<srvInfo>", "<other>x</other><srvInfo>"),
      ("<funcId>Signing</funcId>", "<funcId>Identification</funcId>"),
      ("<funcId>Signing</funcId>", "<funcId>Signing</funcId><funcId>Signing</funcId>"),
      ("<funcId>Signing</funcId>", ""),
    ]
  )
  func anotherLayoutIsRefused(old: String, new: String) throws {
    let found = try problems(with: goodSignature(replacing: old, with: new))
    let part: [ProblemCode] = [
      .signatureLayout, .signatureSignedInfo, .signatureKeyInfo, .signatureObject, .signatureNotSigning,
    ]
    #expect(found.count == 1 && found.map(\.code).allSatisfy(part.contains))
    #expect(found.first?.place == .pointer("/data/signatures/assistant/signature"))
  }

  @Test("a person's signature must hold three certificates") func personSignatureNeedsThreeCertificates()
    throws
  {
    let signers = try TestSigners.shared.get()
    for chain in [
      [signers.assistant.der, signers.customerCA.der], signers.chain(signers.assistant) + [signers.root.der],
    ] {
      let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.assistant, chain: chain)
      #expect(codes(with: signature) == [.signatureKeyInfo])
      #expect(codes(with: signature, role: .provider) == [.signatureKeyInfo])
    }
  }

  @Test("a signature without or with too many certificates is refused", arguments: [0, 6])
  func noCertificateOrTooMany(count: Int) throws {
    let signers = try TestSigners.shared.get()
    let chain = Array(repeating: signers.organisation.der, count: count)
    let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.organisation, chain: chain)
    #expect(codes(with: signature, role: .provider) == [.signatureKeyInfo])
  }
}
