package import TestPKI

/// PKIs that all tests of a target share, because generating keys takes time.
package enum SharedPKI {
  package static let ours = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(ocspURL: "http://127.0.0.1/ocsp")
  }
  /// A PKI that `ours` does not trust.
  package static let strangers = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(sharesKeys: true)
  }
}
