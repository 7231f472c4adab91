internal import CXMLSec

/// The only algorithms that signatures in this field use. A signature that names another one is refused.
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
  case rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
  /// Occurs in old signatures only.
  case rsaSHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
  /// With keys on P-256 or P-384, as are those of the next.
  case ecdsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
  case ecdsaSHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"

  /// Which keys it goes with.
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

package enum KeyKind: Sendable, Hashable {
  case rsa
  /// NIST's P-256 or P-384.
  case ellipticCurve
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
