import Testing
import XML
import PKI

/// Computes digests and values independently of libxml2's canonicalization and libxmlsec1: a signature in BankID's layout
/// is its own canonical form except for the namespaces that its parts inherit, so pieces of text suffice.
struct HandMadeSignature {
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

  static func digest(_ bytes: [UInt8], _ hash: HashFunction) -> String {
    Base64.encodeToString(hash.hash(bytes))
  }

  /// Signs the same content again with other algorithms.
  func signed(by key: TestKey, signature: HashFunction, digests: HashFunction) throws -> [UInt8] {
    var made = self
    made.text = text.replacing(
      SignatureAlgorithm.rsaSHA256.rawValue,
      with: signature.signatureAlgorithm.rawValue
    )
    .replacing(DigestAlgorithm.sha256.rawValue, with: digests.digestAlgorithm.rawValue)
    let old = values(of: "DigestValue")
    for (value, element) in zip(old, ["bankIdSignedData", "KeyInfo"]) {
      made.text = made.text.replacing(value, with: try Self.digest(canonical(element), digests))
    }
    let signedInfo = try made.canonical("SignedInfo")
    let value = try Self.sign(signedInfo, signature, key)
    made.text = made.text.replacing(try #require(values(of: "SignatureValue").first), with: value)
    return Array(made.text.utf8)
  }

  static func sign(_ bytes: [UInt8], _ hash: HashFunction, _ key: TestKey) throws -> String {
    Base64.encodeToString(try #require(key.privateKey.signature(of: bytes, hash)))
  }
}

extension HashFunction {
  fileprivate var digestAlgorithm: DigestAlgorithm { self == .sha1 ? .sha1 : .sha256 }
  fileprivate var signatureAlgorithm: SignatureAlgorithm { self == .sha1 ? .rsaSHA1 : .rsaSHA256 }
}
