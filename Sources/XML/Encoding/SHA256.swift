internal import COpenSSL

package enum SHA256 {
  /// Fetched once: OpenSSL 3 otherwise looks the algorithm up at each use, for longer than a short hash
  /// takes. Immutable after the fetch and never freed, hence safe to share.
  private nonisolated(unsafe) static let algorithm: OpaquePointer? = EVP_MD_fetch(nil, "SHA256", nil)

  /// 32 bytes.
  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      var size: UInt32 = 0
      let done = bytes.withUnsafeBytes {
        EVP_Digest($0.baseAddress, $0.count, output.baseAddress, &size, algorithm ?? EVP_sha256(), nil)
      }
      // Fails only without memory or without a SHA-256 in OpenSSL; a made-up digest would be worse than a
      // stop.
      precondition(done == 1 && size == 32, "OpenSSL has no SHA-256")
      count = 32
    }
  }

  /// 64 lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String { Hexadecimal.encode(hash(bytes)) }
}
