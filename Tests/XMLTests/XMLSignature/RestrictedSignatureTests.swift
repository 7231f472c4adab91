import Testing
import XML

/// Features of XML signatures that must not be accepted.
@Suite struct RestrictedSignatureTests {
  @Test(
    "a feature that is not allowed is neither signed nor verified",
    arguments: [
      SignatureTemplate(algorithm: "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
      SignatureTemplate(algorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
      SignatureTemplate(algorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"),
      SignatureTemplate(algorithm: "urn:unknown"),
      SignatureTemplate(canonicalization: "http://www.w3.org/2001/10/xml-exc-c14n#"),
      SignatureTemplate(canonicalization: XMLSignature.canonicalization + "#WithComments"),
      SignatureTemplate(digest: "http://www.w3.org/2000/09/xmldsig#sha1"),
      SignatureTemplate(digest: "http://www.w3.org/2001/04/xmlenc#sha512"),
      SignatureTemplate(transform: "http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
      SignatureTemplate(transform: "http://www.w3.org/TR/1999/REC-xpath-19991116"),
      SignatureTemplate(transform: "http://www.w3.org/TR/1999/REC-xslt-19991116"),
      SignatureTemplate(transform: "http://www.w3.org/2000/09/xmldsig#base64"),
      SignatureTemplate(uri: ""),
      SignatureTemplate(uri: "#nothing"),
      SignatureTemplate(uri: "file:///etc/hostname"),
      SignatureTemplate(uri: "/etc/hostname"),
      SignatureTemplate(uri: "http://127.0.0.1:9/"),
      SignatureTemplate(uri: "ftp://127.0.0.1:9/"),
    ]
  )
  func isNeitherSignedNorVerified(template: SignatureTemplate) throws {
    #expect(throws: XMLSignature.SigningProblem.notSigned) { try template.signed() }
    // The same signature with valid digests and a valid value, as an attacker could create it.
    let filled = template.bytes.replacing("<DigestValue/>", with: "<DigestValue>AAAA</DigestValue>")
      .replacing("<SignatureValue/>", with: "<SignatureValue>AAAA</SignatureValue>")
    let verdict = try XMLSignature.verdict(on: filled)
    #expect(verdict == .notAccepted)
  }

  @Test("only the given algorithms are accepted") func theAlgorithmsAskedForAreTheOnlyOnes() throws {
    let signed = try SignatureTemplate().signed()
    #expect(try XMLSignature.verdict(on: signed, algorithms: [.rsaSHA1]) == .notAccepted)
    #expect(try XMLSignature.verdict(on: signed, digests: [.sha1]) == .notAccepted)
    #expect(
      try XMLSignature.verdict(on: signed, algorithms: [.rsaSHA1, .rsaSHA256], digests: [.sha1, .sha256])
        == .valid
    )
  }

  @Test("a second element with the same id is refused", arguments: ["Id", "ID", "id", "xml:id"])
  func aSecondElementWithTheSameIdIsRefused(name: String) throws {
    let signed = try SignatureTemplate().signed()
    let wrapped = signed.replacing("<Object>", with: "<Object><e \(name)=\"data\">Ånga</e></Object><Object>")
    #expect(try XMLSignature.verdict(on: wrapped) == .ambiguousId)
    let template = SignatureTemplate().bytes.replacing("<Object>", with: "<Object \(name)=\"data\">")
    #expect(throws: XMLSignature.SigningProblem.self) {
      try XMLSignature.sign(template, key: TestKey.one.get())
    }
  }

  @Test("a signature without references is refused") func aSignatureOverNothingIsRefused() throws {
    let text = String(decoding: SignatureTemplate().bytes, as: UTF8.self)
    let start = try #require(text.firstRange(of: "<Reference")).lowerBound
    let end = try #require(text.firstRange(of: "</Reference>")).upperBound
    let empty = Array((text[..<start] + text[end...]).utf8)
    #expect(throws: XMLSignature.SigningProblem.self) {
      try XMLSignature.sign(empty, key: TestKey.one.get())
    }
    #expect(try XMLSignature.verdict(on: empty) == .notAccepted)
  }

  @Test("a document that is not a signature is refused") func somethingElseThanASignature() throws {
    #expect(try XMLSignature.verdict(on: Array("<a/>".utf8)) == .notAccepted)
    #expect(throws: XMLSignature.SigningProblem.self) {
      try XMLSignature.sign(Array("<a/>".utf8), key: TestKey.one.get())
    }
    #expect(throws: XMLSignature.SigningProblem.template) {
      try XMLSignature.sign(Array("<a".utf8), key: TestKey.one.get())
    }
  }
}
