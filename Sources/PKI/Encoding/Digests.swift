internal import COpenSSL

/// SHA-256, the digest of documents and signatures.
package enum SHA256 {
  /// Fetched once: OpenSSL 3 otherwise looks the algorithm up at each use, which takes longer than hashing a short
  /// text. Immutable after the fetch and never freed, so threads may share it.
  private nonisolated(unsafe) static let algorithm: OpaquePointer? = EVP_MD_fetch(nil, "SHA256", nil)

  /// Returns 32 bytes.
  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      var size: UInt32 = 0
      let done = bytes.withUnsafeBytes {
        EVP_Digest($0.baseAddress, $0.count, output.baseAddress, &size, algorithm ?? EVP_sha256(), nil)
      }
      // Fails only if memory is exhausted or OpenSSL lacks SHA-256. Returning a wrong digest would be worse than stopping.
      precondition(done == 1 && size == 32, "OpenSSL has no SHA-256")
      count = 32
    }
  }

  /// Returns 64 lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String { Hexadecimal.encode(hash(bytes)) }
}

/// A hash function of the SHA family, as certificates, signatures and OCSP responses name it.
///
/// The raw value is OpenSSL's short name.
package enum HashFunction: String, Sendable, Hashable, CaseIterable {
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  package func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, count in
      var size: UInt32 = 0
      let done = bytes.withUnsafeBytes {
        EVP_Digest($0.baseAddress, $0.count, output.baseAddress, &size, algorithm, nil)
      }
      precondition(done == 1, "OpenSSL lacks a hash function")
      count = Int(size)
    }
  }

  /// - Returns: nil for a digest outside the SHA family.
  init?(nid: Int32) {
    guard let found = Self.allCases.first(where: { $0.nid == nid }) else { return nil }
    self = found
  }

  var nid: Int32 {
    switch self {
    case .sha1: NID_sha1
    case .sha256: NID_sha256
    case .sha384: NID_sha384
    case .sha512: NID_sha512
    }
  }

  var algorithm: OpaquePointer? {
    switch self {
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}
