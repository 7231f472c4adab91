internal import XML

/// What is accepted in signatures.
package struct SignaturePolicy: Sendable, Hashable {
  /// Whether RSA with SHA-1, and SHA-1 digests, count. They occur in old signatures only; off unless
  /// configured.
  package var acceptsSHA1: Bool
  /// The shortest RSA modulus of a signer, in bits.
  package var minimumKeyBits: Int
  /// The largest signature, in bytes. One of the provider's may name a thousand reports and still be below
  /// the default.
  package var maximumBytes: Int

  package init(acceptsSHA1: Bool = false, minimumKeyBits: Int = 2048, maximumBytes: Int = 1 << 20) {
    self.acceptsSHA1 = acceptsSHA1
    self.minimumKeyBits = minimumKeyBits
    self.maximumBytes = maximumBytes
  }

  var algorithms: [SignatureAlgorithm] {
    [.rsaSHA256, .ecdsaSHA256, .ecdsaSHA384] + (acceptsSHA1 ? [.rsaSHA1] : [])
  }
  var digests: [DigestAlgorithm] { acceptsSHA1 ? [.sha256, .sha1] : [.sha256] }

  /// A real signature has some forty elements.
  var limits: XMLLimits {
    XMLLimits(maximumBytes: maximumBytes, maximumDepth: 16, maximumAttributes: 8, maximumElements: 500)
  }
}
