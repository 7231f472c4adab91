import COpenSSL
import Testing
import XML
import PKI

/// A second way to digests and values, with neither libxml2's canonicalization nor libxmlsec1: a signature in
/// BankID's layout is its own canonical form but for the namespaces that its parts inherit, so pieces of text
/// will do.
struct HandMadeSignature {
  enum Hash: String {
    case sha1 = "SHA1"
    case sha256 = "SHA256"

    var digest: DigestAlgorithm { self == .sha1 ? .sha1 : .sha256 }
    var signature: SignatureAlgorithm { self == .sha1 ? .rsaSHA1 : .rsaSHA256 }
  }

  var text: String

  init(_ signature: [UInt8]) { text = String(decoding: signature, as: UTF8.self) }

  /// The element with this name, with the namespace that it inherits.
  func canonical(_ name: String) throws -> [UInt8] {
    let start = try #require(text.firstRange(of: "<\(name)")).lowerBound
    let end = try #require(text.firstRange(of: "</\(name)>")).upperBound
    let element = String(text[start..<end])
    guard !element.hasPrefix("<\(name) xmlns=") else { return Array(element.utf8) }
    return Array("<\(name) xmlns=\"\(XMLSignature.namespace)\"\(element.dropFirst(name.utf8.count + 1))".utf8)
  }

  func values(of name: String) -> [String] {
    text.split(separator: "<\(name)>").dropFirst().compactMap {
      $0.split(separator: "</").first.map(String.init)
    }
  }

  static func digest(_ bytes: [UInt8], _ hash: Hash) throws -> String {
    var result = [UInt8](repeating: 0, count: 64)
    var count: UInt32 = 0
    try #require(
      EVP_Digest(bytes, bytes.count, &result, &count, EVP_get_digestbyname(hash.rawValue), nil) == 1
    )
    return Base64.encodeToString(Array(result.prefix(Int(count))))
  }

  /// The same signature made anew with other algorithms.
  func signed(by key: TestKey, signature: Hash, digests: Hash) throws -> [UInt8] {
    var made = self
    made.text = text.replacing(SignatureAlgorithm.rsaSHA256.rawValue, with: signature.signature.rawValue)
      .replacing(DigestAlgorithm.sha256.rawValue, with: digests.digest.rawValue)
    let old = values(of: "DigestValue")
    for (value, element) in zip(old, ["bankIdSignedData", "KeyInfo"]) {
      made.text = made.text.replacing(value, with: try Self.digest(canonical(element), digests))
    }
    let signedInfo = try made.canonical("SignedInfo")
    let value = try key.withKey { try Self.sign(signedInfo, signature, $0) }
    made.text = made.text.replacing(try #require(values(of: "SignatureValue").first), with: value)
    return Array(made.text.utf8)
  }

  static func sign(_ bytes: [UInt8], _ hash: Hash, _ key: OpaquePointer) throws -> String {
    let context = try #require(EVP_MD_CTX_new())
    defer { EVP_MD_CTX_free(context) }
    var count = 1024
    var value = [UInt8](repeating: 0, count: count)
    try #require(EVP_DigestSignInit(context, nil, EVP_get_digestbyname(hash.rawValue), nil, key) == 1)
    try #require(EVP_DigestSign(context, &value, &count, bytes, bytes.count) == 1)
    return Base64.encodeToString(Array(value.prefix(count)))
  }
}
