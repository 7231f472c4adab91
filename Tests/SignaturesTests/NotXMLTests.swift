import Signatures
import Testing
import TimeReport

@Suite struct NotXMLTests {
  @Test("an empty signature is missing") func emptySignatureIsMissing() {
    #expect(codes(with: []) == [.signatureMissing])
  }

  @Test(
    "text that is not XML is refused",
    arguments: [
      "x", "<a", "{\"a\":1}", "<!DOCTYPE Signature [<!ENTITY x 'y'>]><Signature>&x;</Signature>",
      "<?xml version='1.0' encoding='ISO-8859-1'?><Signature/>",
    ]
  )
  func whatIsNotXML(text: String) { #expect(codes(with: Array(text.utf8)) == [.signatureNotXML]) }

  @Test("another document is refused") func anotherDocumentThanASignature() {
    #expect(codes(with: Array("<a/>".utf8)) == [.signatureLayout])
  }

  @Test("content after the signature is refused") func somethingAfterTheSignature() throws {
    #expect(try codes(with: goodSignature() + Array("<a/>".utf8)) == [.signatureNotXML])
  }

  @Test("a signature over the size limit is refused") func moreThanTheLimit() throws {
    #expect(
      try codes(with: goodSignature(), policy: SignaturePolicy(maximumBytes: 1000)) == [.signatureNotXML]
    )
    let padded = try goodSignature(
      replacing: "<srvInfo>",
      with: "<srvInfo>" + String(repeating: "<a/>", count: 1000)
    )
    #expect(codes(with: padded) == [.signatureNotXML])
  }
}
