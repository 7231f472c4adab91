internal import COpenSSL
internal import XML

/// A BankID signature that is changed and may then be signed again, whatever it says by then. Done by hand, since the
/// module that makes good ones signs neither with SHA-1 nor where an id is there twice.
///
/// The signatures made here are in canonical form, but for the namespace that some parts inherit.
package struct RemadeSignature {
  package typealias Hash = OCSPResponse.Hash

  package var text: String

  package init(_ signature: [UInt8]) { text = String(decoding: signature, as: UTF8.self) }

  package var bytes: [UInt8] { Array(text.utf8) }

  package mutating func replace(_ old: String, with new: String) { text = text.replacing(old, with: new) }

  /// Puts the digests of the signed data and of the certificates where they belong.
  package mutating func refit() throws(ThrowawayPKIError) {
    let hash: Hash = text.contains(DigestAlgorithm.sha1.rawValue) ? .sha1 : .sha256
    var rest = text.startIndex
    for name in ["bankIdSignedData", "KeyInfo"] {
      let digest = try Self.digest(try canonical(name), hash)
      rest = try fill("DigestValue", with: digest, from: rest)
    }
  }

  /// Signs what SignedInfo says.
  package mutating func sign(with key: ThrowawayKey) throws(ThrowawayPKIError) {
    let hash: Hash = text.contains(SignatureAlgorithm.rsaSHA1.rawValue) ? .sha1 : .sha256
    let value = try Self.sign(try canonical("SignedInfo"), hash, key)
    _ = try fill("SignatureValue", with: value, from: text.startIndex)
  }

  /// - Returns: the end of what was filled in, of the first element with that name from the given place on.
  private mutating func fill(_ name: String, with value: String, from place: String.Index)
    throws(ThrowawayPKIError) -> String.Index
  {
    guard let start = text[place...].firstRange(of: "<\(name)>")?.upperBound,
      let end = text[start...].firstIndex(of: "<")
    else { throw .generator }
    text.replaceSubrange(start..<end, with: value)
    return text.index(start, offsetBy: value.count)
  }

  /// The first element with this name, in canonical form; nothing in it may have the same name.
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

  private static func digest(_ bytes: [UInt8], _ hash: Hash) throws(ThrowawayPKIError) -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard EVP_Digest(bytes, bytes.count, &digest, &count, hash.digest, nil) == 1 else {
      throw .openssl("digest a signature")
    }
    return Base64.encodeToString(Array(digest.prefix(Int(count))))
  }

  private static func sign(_ bytes: [UInt8], _ hash: Hash, _ key: ThrowawayKey) throws(ThrowawayPKIError)
    -> String
  {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var count = Int(EVP_PKEY_get_size(key.pointer))
    var value = [UInt8](repeating: 0, count: count)
    guard EVP_DigestSignInit(context, nil, hash.digest, nil, key.pointer) == 1,
      EVP_DigestSign(context, &value, &count, bytes, bytes.count) == 1
    else { throw .openssl("sign a signature") }
    return Base64.encodeToString(Array(value.prefix(count)))
  }
}
