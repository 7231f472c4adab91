import PKI

/// Keys generated for the test run.
enum TestKey {
  static let one = Result { try PrivateKey.generateRSA() }
  static let another = Result { try PrivateKey.generateRSA() }
}
