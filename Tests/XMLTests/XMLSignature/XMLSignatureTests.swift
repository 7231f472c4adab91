import Testing
import XML
import PKI

@Suite struct XMLSignatureTests {
  @Test("a signed document verifies") func signedDocumentVerifies() throws {
    let signed = try SignatureTemplate().signed()
    #expect(try XMLSignature.verdict(on: signed) == .valid)
    #expect(try ParsedXML(signed).canonicalForm() == signed)
    #expect(!signed.contains(0x0A), "values are written on one line")
    #expect(try SignatureTemplate().signed() == signed, "RSA with PKCS #1 padding is deterministic")
  }

  @Test("verifying twice gives the same verdict") func verifyingTwiceGivesTheSame() throws {
    let document = try ParsedXML(SignatureTemplate().signed())
    let key = try #require(PublicKey(rsaPublicKey: TestKey.one.get().publicKey))
    #expect(XMLSignature.verify(document.root, key: key) == .valid)
    #expect(XMLSignature.verify(document.root, key: key) == .valid)
  }

  @Test("another key is a signature mismatch") func anotherKeyIsASignatureMismatch() throws {
    #expect(
      try XMLSignature.verdict(on: SignatureTemplate().signed(), key: TestKey.another) == .signatureMismatch
    )
  }

  @Test("changed content is a digest mismatch") func changedContentIsADigestMismatch() throws {
    let signed = try SignatureTemplate().signed()
    #expect(try XMLSignature.verdict(on: signed.replacing("Åsa", with: "Ása")) == .digestMismatch)
  }

  @Test("a changed signature value is a signature mismatch") func aChangedSignatureValueIsASignatureMismatch()
    throws
  {
    let signed = try SignatureTemplate().signed()
    let text = String(decoding: signed, as: UTF8.self)
    let start = try #require(text.firstRange(of: "<SignatureValue>")).upperBound
    let character = text[start] == "A" ? "B" : "A"
    let changed = text.replacingCharacter(at: start, with: character)
    #expect(try XMLSignature.verdict(on: Array(changed.utf8)) == .signatureMismatch)
  }

  @Test("certificates in the document are neither read nor written")
  func certificatesInTheDocumentAreNeitherReadNorWritten() throws {
    let keyInfo = "<KeyInfo><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo>"
    let signed = try SignatureTemplate(keyInfo: keyInfo).signed()
    #expect(String(decoding: signed, as: UTF8.self).contains(keyInfo))
    #expect(try XMLSignature.verdict(on: signed) == .valid)
    #expect(try XMLSignature.verdict(on: signed, key: TestKey.another) == .signatureMismatch)
  }

  @Test("threads share one key") func threadsShareOneKey() async throws {
    let key = try TestKey.one.get()
    let template = SignatureTemplate().bytes
    let first = try XMLSignature.sign(template, key: key)
    let all = try await withThrowingTaskGroup(of: Bool.self, returning: [Bool].self) { group in
      for _ in 0..<32 {
        group.addTask {
          let signed = try XMLSignature.sign(template, key: key)
          return try signed == first && XMLSignature.verdict(on: signed) == .valid
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all == Array(repeating: true, count: 32))
  }
}

extension String {
  func replacingCharacter(at index: Index, with replacement: String) -> String {
    self[..<index] + replacement + self[self.index(after: index)...]
  }
}
