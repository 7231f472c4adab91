import Signatures
import TestSupport
import Testing
import TimeReport

/// BankID's signature of formatted text has an attribute more, which the signature covers.
@Suite struct FormattedTextTests {
  private func signature(isFormatted: Bool, replacing old: String = "", with new: String = "") throws
    -> [UInt8]
  {
    let signers = try TestSigners.shared.get()
    let chain = signers.chain(signers.assistant)
    let made = try BankIDSigning(key: signers.assistant.key.privateKey, chain: chain).sign(
      visibleText: "**Tidredovisning**",
      isFormatted: isFormatted,
      nonVisibleData: Array(TestDocument.report.toBeSigned.utf8)
    )
    return Array(String(decoding: made, as: UTF8.self).replacing(old.isEmpty ? "\u{0}" : old, with: new).utf8)
  }

  @Test("a signature of formatted text is accepted, with the attribute where the canonical form has it")
  func formattedText() throws {
    let made = try signature(isFormatted: true)
    let element = #"<usrVisibleData charset="UTF-8" format="simpleMarkdownV1" visible="wysiwys">"#
    #expect(String(decoding: made, as: UTF8.self).contains(element))
    #expect(codes(with: made) == [])
    // The canonical form has one order of attributes.
    let other = #"<usrVisibleData visible="wysiwys" format="simpleMarkdownV1" charset="UTF-8">"#
    #expect(codes(with: try signature(isFormatted: true, replacing: element, with: other)) == [])
  }

  @Test(
    "another value, another name or a namespace is refused",
    arguments: [
      #" format="simpleMarkdownV2""#, #" format="plaintext""#, #" format="""#, #" format="SimpleMarkdownV1""#,
      #" format=" simpleMarkdownV1""#, #" Format="simpleMarkdownV1""#, #" formats="simpleMarkdownV1""#,
      #" xmlns:a="urn:a" a:format="simpleMarkdownV1""#, #" format="simpleMarkdownV1" more="x""#,
    ]
  )
  func anotherAttribute(_ attribute: String) throws {
    let made = try signature(isFormatted: true, replacing: #" format="simpleMarkdownV1""#, with: attribute)
    #expect(codes(with: made) == [.signatureObject])
  }

  @Test("the signature covers the attribute") func coveredBySignature() throws {
    let removed = try signature(isFormatted: true, replacing: #" format="simpleMarkdownV1""#, with: "")
    #expect(codes(with: removed) == [.signatureDigest])
    let added = try signature(
      isFormatted: false,
      replacing: #" visible="wysiwys""#,
      with: #" visible="wysiwys" format="simpleMarkdownV1""#
    )
    #expect(codes(with: added) == [.signatureDigest])
  }
}
