internal import COpenSSL
internal import XML

/// The nonce that binds an OCSP response to a signature: SHA-1 of the signature's base64 text (UTF-8), then twelve random
/// bytes.
package enum OCSPNonce {
  static let count = 32
  private static let digestCount = 20

  /// - Parameter random: twelve bytes.
  package static func make(for signature: [UInt8], random: [UInt8]) -> [UInt8] {
    digest(of: signature) + random
  }

  /// - Parameter value: what lies in the extension: the nonce in an OCTET STRING, or bare.
  static func belongs(_ value: [UInt8], to signature: [UInt8], acceptsBare: Bool) -> Bool {
    let nonce: ArraySlice<UInt8>
    switch value.count {
    case count + 2 where value[0] == 0x04 && value[1] == UInt8(count): nonce = value.dropFirst(2)
    case count where acceptsBare: nonce = value[...]
    default: return false
    }
    return nonce.prefix(digestCount).elementsEqual(digest(of: signature))
  }

  private static func digest(of signature: [UInt8]) -> [UInt8] {
    let text = Base64.encode(signature)
    var digest = [UInt8](repeating: 0, count: digestCount)
    SHA1(text, text.count, &digest)
    return digest
  }
}
