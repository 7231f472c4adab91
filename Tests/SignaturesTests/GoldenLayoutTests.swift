import Signatures
import Testing
import XML

@Suite struct GoldenLayoutTests {
  /// Compares everything except keys, digests and certificates.
  @Test("the layout is byte for byte that of BankID") func theLayoutIsBankIDs() throws {
    var text = String(decoding: try goodSignature(), as: UTF8.self)
    for name in ["DigestValue", "SignatureValue", "X509Certificate", "usrNonVisibleData", "nonce"] {
      text = text.split(separator: "<\(name)>", omittingEmptySubsequences: false).enumerated().map {
        index,
        piece in
        guard index > 0, let end = piece.firstRange(of: "</") else { return String(piece) }
        return "…" + piece[end.lowerBound...]
      }.joined(separator: "<\(name)>")
    }
    #expect(text == golden)
  }

  private let golden = """
    <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod \
    Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></CanonicalizationMethod><SignatureMethod \
    Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod><Reference \
    Type="http://www.bankid.com/signature/v1.0.0/types" URI="#bidSignedData"><Transforms><Transform \
    Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></Transform></Transforms><DigestMethod \
    Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>…</DigestValue></Reference>\
    <Reference URI="#bidKeyInfo"><Transforms><Transform \
    Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></Transform></Transforms><DigestMethod \
    Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>…</DigestValue></Reference>\
    </SignedInfo><SignatureValue>…</SignatureValue><KeyInfo Id="bidKeyInfo"><X509Data>\
    <X509Certificate>…</X509Certificate><X509Certificate>…</X509Certificate><X509Certificate>…</X509Certificate>\
    </X509Data></KeyInfo><Object><bankIdSignedData xmlns="http://www.bankid.com/signature/v1.0.0/types" \
    Id="bidSignedData"><usrVisibleData charset="UTF-8" visible="wysiwys">SmFnIGdvZGvDpG5uZXIu</usrVisibleData>\
    <usrNonVisibleData>…</usrNonVisibleData><srvInfo><name>ZWx0LWFkYXB0ZXI=</name><nonce>…</nonce>\
    <displayName>ZWx0LWFkYXB0ZXI=</displayName></srvInfo><clientInfo><funcId>Signing</funcId>\
    <version>ZWx0LWFkYXB0ZXI=</version></clientInfo></bankIdSignedData></Object></Signature>
    """
}
