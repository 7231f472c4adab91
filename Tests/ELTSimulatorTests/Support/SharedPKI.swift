import TestPKI

/// One PKI for all tests, and one that has nothing to do with it: keys take time to make.
enum SharedPKI {
  static let ours = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(ocspURL: "http://127.0.0.1/ocsp")
  }
  static let strangers = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make(sharesKeys: true) }
}
