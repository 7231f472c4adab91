internal import COpenSSL

/// The nonce that binds an OCSP response to a signature: SHA-1 of the signature's base64 text (UTF-8), then twelve random
/// bytes.
package enum OCSPNonce {
  /// Bytes of a nonce.
  package static let count = 32
  private static let randomCount = 12

  /// - Parameter random: twelve bytes.
  package static func make(for signature: [UInt8], random: [UInt8]) -> [UInt8] {
    digest(of: signature) + random
  }

  /// Makes a nonce with random bytes from OpenSSL; nil if OpenSSL has none.
  package static func make(for signature: [UInt8]) -> [UInt8]? {
    var random = [UInt8](repeating: 0, count: randomCount)
    guard RAND_bytes(&random, Int32(random.count)) == 1 else { return nil }
    return make(for: signature, random: random)
  }

  /// - Parameter value: the content of the nonce extension: the nonce in an OCTET STRING, or bare.
  package static func belongs(_ value: [UInt8], to signature: [UInt8], acceptsBare: Bool) -> Bool {
    let nonce: ArraySlice<UInt8>
    switch value.count {
    case count + 2 where value[0] == 0x04 && value[1] == UInt8(count): nonce = value.dropFirst(2)
    case count where acceptsBare: nonce = value[...]
    default: return false
    }
    return nonce.dropLast(randomCount).elementsEqual(digest(of: signature))
  }

  private static func digest(of signature: [UInt8]) -> [UInt8] {
    HashFunction.sha1.hash(Base64.encode(signature))
  }
}
