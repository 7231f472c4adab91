import Signatures
import Testing
import TimeReport
import XML
import PKI

@Suite struct TamperingTests {
  @Test("a changed visible text is refused") func changedVisibleText() throws {
    #expect(
      try codes(with: goodSignature(replacing: "SmFnIGdvZGv", with: "SmFnIGdvZGw")) == [.signatureDigest]
    )
  }

  @Test("a changed binding is refused") func changedBinding() throws {
    let data = Base64.encodeToString(Array(TestDocument.report.toBeSigned.utf8))
    let other = Base64.encodeToString(
      Array(TestDocument.report.toBeSigned.replacing("4a8d", with: "4a8e").utf8)
    )
    #expect(
      try codes(with: goodSignature(replacing: data, with: other)) == [
        .signatureDigest, .signatureBindingOtherReport,
      ]
    )
  }

  @Test("an exchanged authority is refused") func exchangedAuthority() throws {
    let signers = try TestSigners.shared.get()
    let changed = try goodSignature(
      replacing: Base64.encodeToString(signers.bankCA.der),
      with: Base64.encodeToString(signers.root.der)
    )
    #expect(codes(with: changed) == [.signatureDigest])
  }

  @Test("an exchanged signer is refused") func exchangedSigner() throws {
    let signers = try TestSigners.shared.get()
    let changed = try goodSignature(
      replacing: Base64.encodeToString(signers.assistant.der),
      with: Base64.encodeToString(signers.stranger.der)
    )
    #expect(codes(with: changed) == [.signatureDigest, .signatureWrongPerson])
  }

  /// Another key signs with the assistant's certificate: the digests fit, the value does not.
  @Test("a value by another key than the certificate's is refused") func anotherKeyThanTheCertificates()
    throws
  {
    let signers = try TestSigners.shared.get()
    let forged = try BankIDSigning(key: signers.spareKey.privateKey, chain: signers.chain(signers.assistant))
      .sign(visibleText: "x", nonVisibleData: Array(TestDocument.report.toBeSigned.utf8))
    #expect(codes(with: forged) == [.signatureInvalid])
  }

  @Test("an empty signature value is refused") func anEmptySignatureValue() throws {
    let text = String(decoding: try goodSignature(), as: UTF8.self)
    let start = try #require(text.firstRange(of: "<SignatureValue>")).upperBound
    let end = try #require(text.firstRange(of: "</SignatureValue>")).lowerBound
    #expect(
      codes(with: Array(text.replacingCharacters(in: start..<end, with: "").utf8)) == [.signatureInvalid]
    )
  }

  @Test("a truncated digest is refused") func aTruncatedDigest() throws {
    let text = String(decoding: try goodSignature(), as: UTF8.self)
    let start = try #require(text.firstRange(of: "<DigestValue>")).upperBound
    let end = try #require(text.firstRange(of: "</DigestValue>")).lowerBound
    for value in ["", "AAAA"] {
      let found = codes(with: Array(text.replacingCharacters(in: start..<end, with: value).utf8))
      #expect(found.count == 1 && [.signatureDigest, .signatureInvalid].contains(found[0]))
    }
  }

  @Test("a signature with any changed bit is refused", arguments: 0..<8)
  func everyChangedBitIsFound(bit: Int) throws {
    let good = try goodSignature()
    for position in stride(from: bit, to: good.count, by: 41) {
      var changed = good
      changed[position] ^= 1 << UInt8(bit)
      #expect(!problems(with: changed).isEmpty, "byte \(position)")
    }
  }
}
