internal import CXMLSec

/// The only algorithms that signatures in this field use. A signature that names another one is refused.
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
  case rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
  /// Occurs in old signatures only.
  case rsaSHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"

  var transform: xmlSecTransformId? {
    switch self {
    case .rsaSHA256: xmlSecOpenSSLTransformRsaSha256GetKlass()
    case .rsaSHA1: xmlSecOpenSSLTransformRsaSha1GetKlass()
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
