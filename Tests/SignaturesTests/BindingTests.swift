import Signatures
import Testing
import TimeReport
import XML
import PKI

@Suite struct BindingTests {
  private let ours = TestDocument.report.toBeSigned
  private let other = "11111111-2222-3333-4444-555555555555," + String(repeating: "0a", count: 32)

  private func found(_ data: String?) throws -> [ProblemCode] {
    let signers = try TestSigners.shared.get()
    return codes(with: try signers.sign(data, by: signers.assistant))
  }

  @Test("a signature may name several reports") func severalReportsInOneSignature() throws {
    #expect(try found("\(ours);\(other)").isEmpty)
    #expect(try found("\(other);\(ours)").isEmpty)
  }

  /// A provider's signature may cover the reports of a whole month.
  @Test("a signature may name three hundred reports", arguments: [0, 150, 299])
  func threeHundredReportsInOneSignature(place: Int) throws {
    var list = (0..<299).map { index in
      let tail = String(100_000 + index)
      return "11111111-2222-3333-4444-555555\(tail),\(SHA256.hexadecimal(Array(tail.utf8)))"
    }
    list.insert(ours, at: place)
    let signers = try TestSigners.shared.get()
    let signature = try signers.sign(list.joined(separator: ";"), by: signers.stranger)
    #expect(codes(with: signature, role: .provider).isEmpty)
  }

  @Test("a signature without reports is refused") func noReportAtAll() throws {
    #expect(try found(nil) == [.signatureBindingMissing])
    #expect(try found("") == [.signatureBindingMissing])
  }

  @Test("a signature over other reports is refused") func onlyOtherReports() throws {
    #expect(try found(other) == [.signatureBindingOtherReport])
  }

  @Test("a signature over another document of the report is refused") func anotherDocumentOfTheSameReport()
    throws
  {
    let digest = SHA256.hexadecimal(Array("another".utf8))
    #expect(try found("\(TestDocument.reportId),\(digest)") == [.signatureBindingOtherDocument])
  }

  @Test("a signature that names the report twice is refused") func theSameReportTwice() throws {
    #expect(try found("\(ours);\(ours)") == [.signatureBindingDuplicate])
    let digest = SHA256.hexadecimal(Array("another".utf8))
    #expect(try found("\(ours);\(TestDocument.reportId),\(digest)") == [.signatureBindingDuplicate])
    #expect(try found("\(TestDocument.reportId),\(digest);\(ours)") == [.signatureBindingDuplicate])
  }

  @Test("data that is not a list of reports is refused") func anythingElseThanTheList() throws {
    let upper = TestDocument.report.toBeSigned.uppercased()
    for data in [
      "x", ";", "\(ours);", ";\(ours)", "\(ours)\n", " \(ours)", "\(ours); \(other)", "\(ours),\(other)",
      upper,
      "\(ours);x", TestDocument.reportId.text, "\(TestDocument.reportId),", "{\"id\":1}", "\u{FEFF}\(ours)",
      ours.replacing(",", with: ";"), ours.replacing("-", with: "_"),
    ] {
      #expect(try found(data) == [.signatureBindingMalformed], "\(data)")
    }
  }

  @Test("a digest in another form is refused with its own code") func aDigestInAnotherForm() throws {
    let (id, digest) = (TestDocument.reportId, TestDocument.report.digest.text)
    for list in ["\(id),\(digest.uppercased())", "\(other);\(id),\(digest.uppercased());\(other)"] {
      #expect(try found(list) == [.signatureBindingDigestCase])
    }
    let raw = SHA256.hash(Array("<a></a>".utf8))
    let signers = try TestSigners.shared.get()
    let signing = BankIDSigning(
      key: signers.assistant.key.privateKey,
      chain: signers.chain(signers.assistant)
    )
    for list in [Array("\(id),".utf8) + raw, Array("\(other);\(id),".utf8) + raw + Array(";\(other)".utf8)] {
      let signature = try signing.sign(visibleText: "", nonVisibleData: list)
      #expect(codes(with: signature) == [.signatureBindingDigestForm])
    }
    #expect(try found("\(id),\(Base64.encodeToString(raw))") == [.signatureBindingDigestForm])
  }

  @Test("a list that was encoded twice is refused") func aListThatWasEncodedTwice() throws {
    #expect(try found(Base64.encodeToString(Array(ours.utf8))) == [.signatureBindingEncodedTwice])
    let list = Array("\(ours);\(other)".utf8)
    #expect(try found(Base64.encodeToString(list)) == [.signatureBindingEncodedTwice])
  }

  @Test("data that is not text is refused") func dataThatIsNoText() throws {
    let signers = try TestSigners.shared.get()
    let signature = try BankIDSigning(
      key: signers.assistant.key.privateKey,
      chain: signers.chain(signers.assistant)
    )
    .sign(visibleText: "", nonVisibleData: [0xFF, 0x00, 0xC3])
    #expect(codes(with: signature) == [.signatureBindingMalformed])
  }
}
