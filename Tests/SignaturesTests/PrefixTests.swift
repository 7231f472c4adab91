import PKI
import Signatures
import Testing
import TimeReport
import XML

/// The writer of a signature may choose any namespace prefixes.
@Suite struct PrefixTests {
  private static let names = [
    "Signature", "SignedInfo", "CanonicalizationMethod", "SignatureMethod", "Reference", "Transforms",
    "Transform", "DigestMethod", "DigestValue", "SignatureValue", "KeyInfo", "X509Data", "X509Certificate",
    "Object",
  ]
  private static let declaration = "xmlns:ds=\"\(XMLSignature.namespace)\""

  @Test("another namespace prefix is accepted") func anotherPrefixIsAccepted() throws {
    #expect(try codes(with: Array(prefixed().utf8)).isEmpty)
  }

  /// The signed bytes contain the names, so a new prefix changes them.
  @Test("a prefix that was changed after signing is refused") func prefixChangedAfterSigning() throws {
    let text = Self.renamed(String(decoding: try goodSignature(), as: UTF8.self))
    #expect(codes(with: Array(text.utf8)) == [.signatureDigest])
  }

  /// A valid signature with the prefix `ds`; digests and value are computed over pieces of its text.
  private func prefixed() throws -> String {
    let good = HandMadeSignature(try goodSignature())
    var text = Self.renamed(good.text)
    // The canonical form declares the namespaces in scope, the default one first.
    let data = try Self.piece("bankIdSignedData", of: text)
      .replacing(" Id=\"bidSignedData\"", with: " \(Self.declaration) Id=\"bidSignedData\"")
    let keyInfo = try Self.declared("ds:KeyInfo", of: text)
    for (old, new) in zip(good.values(of: "DigestValue"), [data, keyInfo]) {
      text = text.replacing(old, with: HandMadeSignature.digest(Array(new.utf8), .sha256))
    }
    let signedInfo = Array(try Self.declared("ds:SignedInfo", of: text).utf8)
    let value = try HandMadeSignature.sign(signedInfo, .sha256, TestSigners.shared.get().assistant.key)
    return text.replacing(try #require(good.values(of: "SignatureValue").first), with: value)
  }

  private static func renamed(_ text: String) -> String {
    var renamed = text.replacing("<Signature xmlns=", with: "<Signature xmlns:ds=")
    for name in names {
      renamed = renamed.replacing("<\(name)>", with: "<ds:\(name)>").replacing(
        "<\(name) ",
        with: "<ds:\(name) "
      )
      .replacing("</\(name)>", with: "</ds:\(name)>")
    }
    return renamed
  }

  private static func piece(_ name: String, of text: String) throws -> String {
    let start = try #require(text.firstRange(of: "<\(name)")).lowerBound
    let end = try #require(text.firstRange(of: "</\(name)>")).upperBound
    return String(text[start..<end])
  }

  private static func declared(_ name: String, of text: String) throws -> String {
    let piece = try piece(name, of: text)
    return "<\(name) \(declaration)\(piece.dropFirst(name.utf8.count + 1))"
  }
}
