internal import PKI
internal import XML

/// Changes a BankID signature and signs it again. It edits the text, because the module that creates valid signatures
/// supports neither SHA-1 nor duplicate ids.
///
/// The input must be in canonical form, except for namespaces that parts inherit.
package struct EditedSignature {
  package var text: String

  package init(_ signature: [UInt8]) { text = String(decoding: signature, as: UTF8.self) }

  package var bytes: [UInt8] { Array(text.utf8) }

  package mutating func replace(_ old: String, with new: String) { text = text.replacing(old, with: new) }

  /// Recomputes the digests of the signed data and of the certificates.
  package mutating func recomputeDigests() throws(ThrowawayPKIError) {
    let hash: HashFunction = text.contains(DigestAlgorithm.sha1.rawValue) ? .sha1 : .sha256
    var rest = text.startIndex
    for name in ["bankIdSignedData", "KeyInfo"] {
      let digest = hash.hash(try canonical(name))
      rest = try fill("DigestValue", with: Base64.encodeToString(digest), from: rest)
    }
  }

  /// Signs `SignedInfo` as it is, with its algorithm.
  package mutating func sign(with key: ThrowawayKey) throws(ThrowawayPKIError) {
    let hash: HashFunction = text.contains(SignatureAlgorithm.rsaSHA1.rawValue) ? .sha1 : .sha256
    guard let value = key.signingKey.signature(of: try canonical("SignedInfo"), hash) else {
      throw .openssl("sign a signature")
    }
    _ = try fill("SignatureValue", with: Base64.encodeToString(value), from: text.startIndex)
  }

  /// Replaces the content of the first element with that name after `place`.
  ///
  /// - Returns: the end of the new content.
  private mutating func fill(_ name: String, with value: String, from place: String.Index)
    throws(ThrowawayPKIError) -> String.Index
  {
    guard let start = text[place...].firstRange(of: "<\(name)>")?.upperBound,
      let end = text[start...].firstIndex(of: "<")
    else { throw .generator }
    text.replaceSubrange(start..<end, with: value)
    return text.index(start, offsetBy: value.count)
  }

  /// Returns the first element with this name in canonical form. It must not contain an element with the same name.
  private func canonical(_ name: String) throws(ThrowawayPKIError) -> [UInt8] {
    guard let element = element(name) else { throw .generator }
    guard !element.hasPrefix("<\(name) xmlns=") else { return Array(element.utf8) }
    return Array("<\(name) xmlns=\"\(XMLSignature.namespace)\"\(element.dropFirst(name.count + 1))".utf8)
  }

  package func element(_ name: String) -> String? {
    guard let start = text.firstRange(of: "<\(name)")?.lowerBound,
      let end = text[start...].firstRange(of: "</\(name)>")?.upperBound
    else { return nil }
    return String(text[start..<end])
  }
}
