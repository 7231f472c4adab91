import XML
import PKI

/// A small enveloping signature, ready to be signed.
struct SignatureTemplate {
  var algorithm = SignatureAlgorithm.rsaSHA256.rawValue
  var canonicalization = XMLSignature.canonicalization
  var digest = DigestAlgorithm.sha256.rawValue
  var transform = XMLSignature.canonicalization
  var uri = "#data"
  var object = "<d xmlns=\"urn:d\" Id=\"data\">Åsa &amp; Bo</d>"
  var keyInfo = ""

  var bytes: [UInt8] {
    Array(
      """
      <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod \
      Algorithm="\(canonicalization)"/><SignatureMethod Algorithm="\(algorithm)"/><Reference URI="\(uri)"><Transforms>\
      <Transform Algorithm="\(transform)"/></Transforms><DigestMethod Algorithm="\(digest)"/><DigestValue/></Reference>\
      </SignedInfo><SignatureValue/>\(keyInfo)<Object>\(object)</Object></Signature>
      """.utf8
    )
  }

  func signed() throws -> [UInt8] { try XMLSignature.sign(bytes, key: TestKey.one.get()) }
}

extension XMLSignature {
  static func verdict(
    on bytes: [UInt8],
    key: Result<PrivateKey, any Error> = TestKey.one,
    algorithms: [SignatureAlgorithm] = [.rsaSHA256],
    digests: [DigestAlgorithm] = [.sha256]
  ) throws -> Verdict? {
    guard let key = PublicKey(rsaPublicKey: try key.get().publicKey) else { return nil }
    return verify(try ParsedXML(bytes).root, key: key, algorithms: algorithms, digests: digests)
  }
}

extension [UInt8] {
  /// The same text with one piece replaced.
  func replacing(_ old: String, with new: String) -> [UInt8] {
    Array(String(decoding: self, as: UTF8.self).replacing(old, with: new).utf8)
  }
}

/// Keys generated for the test run.
enum TestKey {
  static let one = Result { try PrivateKey.generateRSA() }
  static let another = Result { try PrivateKey.generateRSA() }
}
