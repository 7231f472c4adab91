import Signatures
import Testing
import TimeReport

@Suite struct NotXMLTests {
  @Test func nothingIsAMissingSignature() {
    #expect(codes(with: []) == [.signatureMissing])
  }

  @Test(arguments: [
    "x", "<a", "{\"a\":1}", "<!DOCTYPE Signature [<!ENTITY x 'y'>]><Signature>&x;</Signature>",
    "<?xml version='1.0' encoding='ISO-8859-1'?><Signature/>",
  ])
  func whatIsNotXML(text: String) { #expect(codes(with: Array(text.utf8)) == [.signatureNotXML]) }

  @Test func anotherDocumentThanASignature() {
    #expect(codes(with: Array("<a/>".utf8)) == [.signatureLayout])
  }

  @Test func somethingAfterTheSignature() throws {
    #expect(try codes(with: goodSignature() + Array("<a/>".utf8)) == [.signatureNotXML])
  }

  @Test func moreThanTheLimit() throws {
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
