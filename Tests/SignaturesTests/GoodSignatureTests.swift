import Signatures
import Testing
import TimeReport
import XML

@Suite struct GoodSignatureTests {
  @Test("the assistant's signature is accepted") func assistantSignatureIsAccepted() throws {
    #expect(try problems(with: goodSignature()).isEmpty)
  }

  @Test("any person may sign for the provider") func anyPersonMaySignForTheProvider() throws {
    let signers = try TestSigners.shared.get()
    let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.stranger)
    #expect(problems(with: signature, role: .provider).isEmpty)
    #expect(try problems(with: goodSignature(), role: .provider).isEmpty)
  }

  @Test("an XML declaration before the signature is accepted")
  func anXMLDeclarationBeforeTheSignatureIsAccepted() throws {
    let declaration = Array(#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>"#.utf8)
    #expect(try problems(with: declaration + goodSignature()).isEmpty)
  }

  @Test("Base64 with line breaks is accepted") func base64InLinesIsAccepted() throws {
    let text = String(decoding: try goodSignature(), as: UTF8.self)
    let start = try #require(text.firstRange(of: "<SignatureValue>")).upperBound
    let broken = text.replacingCharacters(in: start..<start, with: "\n")
    #expect(problems(with: Array(broken.utf8)).isEmpty)
  }

  @Test("the same content gives the same bytes") func theSameContentGivesTheSameBytes() throws {
    #expect(try goodSignature() == goodSignature())
  }

  @Test("signatures are verified concurrently") func manyAtOnce() async throws {
    let signature = try goodSignature()
    let counts = await withTaskGroup(of: Int.self, returning: [Int].self) { group in
      for _ in 0..<32 { group.addTask { problems(with: signature).count } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 0, count: 32))
  }
}
