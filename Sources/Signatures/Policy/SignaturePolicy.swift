internal import XML

/// The rules for accepting signatures.
package struct SignaturePolicy: Sendable, Hashable {
  /// Whether RSA with SHA-1, and SHA-1 digests, are accepted. They occur in old signatures only.
  package var acceptsSHA1: Bool
  /// The shortest RSA modulus of a signer, in bits.
  package var minimumKeyBits: Int
  /// The largest signature, in bytes. A provider's signature over a thousand reports is below the default.
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

  /// Real signatures have about forty elements.
  var limits: XMLLimits {
    XMLLimits(maximumBytes: maximumBytes, maximumDepth: 16, maximumAttributes: 8, maximumElements: 500)
  }
}

/// The party that a signature in a submission is made for.
package enum SignatureRole: String, Sendable, Hashable {
  /// The assistant that the report names.
  case assistant
  /// A person at the provider, or the provider's own certificate.
  case provider
}
