package import TestPKI

/// PKIs that all tests of a target share, because keys take time to make.
package enum SharedPKI {
  package static let ours = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(ocspURL: "http://127.0.0.1/ocsp")
  }
  /// Another PKI, which nothing of `ours` trusts.
  package static let strangers = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(sharesKeys: true)
  }
}
