internal import XML

/// The algorithm URIs of a signature.
struct NamedAlgorithms: Sendable {
  let signatureMethod: String
  /// The URI of `SignedInfo`, then the transform of each reference.
  let canonicalizations: [String]
  let digestMethods: [String]

  /// nil for an unsupported algorithm.
  var signature: SignatureAlgorithm? { SignatureAlgorithm(exactly: signatureMethod) }

  func areAccepted(by policy: SignaturePolicy) -> Bool {
    canonicalizations.allSatisfy { $0.utf8.elementsEqual(XMLSignature.canonicalization.utf8) }
      && signature.map(policy.algorithms.contains) == true
      && digestMethods.allSatisfy { DigestAlgorithm(exactly: $0).map(policy.digests.contains) == true }
  }

  var usesSHA1: Bool {
    signature == .rsaSHA1 || digestMethods.contains { DigestAlgorithm(exactly: $0) == .sha1 }
  }

  /// For people.
  var text: String {
    let digests = digestMethods.map(Self.shortName), forms = canonicalizations.map(Self.shortName)
    return "\(Self.shortName(signatureMethod)), digests \(Self.joined(digests)), \(Self.joined(forms))"
  }

  private static func joined(_ names: [String]) -> String {
    Set(names).count == 1 ? names[0] : names.joined(separator: " and ")
  }

  /// The last part of an algorithm's URI, if it looks like a name.
  private static func shortName(_ uri: String) -> String {
    let name = uri.utf8.suffix(while: { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "/") })
    let isName = name.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
    }
    return isName && (1...40).contains(name.count)
      ? String(decoding: name, as: UTF8.self) : "an unknown algorithm"
  }
}

extension BidirectionalCollection {
  /// The longest suffix whose elements satisfy the predicate.
  fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
    self[(lastIndex { !predicate($0) }.map(index(after:)) ?? startIndex)...]
  }
}

extension RawRepresentable where RawValue == String, Self: CaseIterable {
  /// By bytes; `init(rawValue:)` compares canonically equivalent texts as equal.
  fileprivate init?(exactly text: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else {
      return nil
    }
    self = found
  }
}
