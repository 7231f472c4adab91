internal import CXMLSec
package import PKI

/// The only signature algorithms that are accepted.
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
  case rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
  /// Occurs in old signatures only.
  case rsaSHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
  /// With keys on P-256 or P-384, like `ecdsaSHA384`.
  case ecdsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
  case ecdsaSHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"

  /// The kind of key that the algorithm needs.
  package var keyKind: KeyKind {
    switch self {
    case .rsaSHA256, .rsaSHA1: .rsa
    case .ecdsaSHA256, .ecdsaSHA384: .ellipticCurve
    }
  }

  var transform: xmlSecTransformId? {
    switch self {
    case .rsaSHA256: xmlSecOpenSSLTransformRsaSha256GetKlass()
    case .rsaSHA1: xmlSecOpenSSLTransformRsaSha1GetKlass()
    case .ecdsaSHA256: xmlSecOpenSSLTransformEcdsaSha256GetKlass()
    case .ecdsaSHA384: xmlSecOpenSSLTransformEcdsaSha384GetKlass()
    }
  }
}

package enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
  case sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
  /// Occurs in old signatures only.
  case sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"

  var transform: xmlSecTransformId? {
    switch self {
    case .sha256: xmlSecOpenSSLTransformSha256GetKlass()
    case .sha1: xmlSecOpenSSLTransformSha1GetKlass()
    }
  }
}

extension PrivateKey {
  /// The algorithm that `XMLSignature.sign` uses with this key.
  package var algorithm: SignatureAlgorithm {
    switch kind {
    case .rsa: .rsaSHA256
    case .ellipticCurve: bits > 256 ? .ecdsaSHA384 : .ecdsaSHA256
    }
  }
}
