internal import PKI
internal import TestSupport

/// The reference operation: RSA-2048 with SHA-256 in the same OpenSSL on the same core.
final class RSAReference {
  private let key: PrivateKey
  private let publicKey: PublicKey
  private let content = [UInt8](repeating: 0x5A, count: 512)
  private var signature: [UInt8] = []

  init() throws {
    key = try PrivateKey.generateRSA()
    guard let publicKey = PublicKey(rsaPublicKey: key.publicKey) else {
      throw TestFailure("The key is unreadable.")
    }
    self.publicKey = publicKey
    try sign()
  }

  func sign() throws {
    guard let signature = key.signature(of: content, .sha256) else {
      throw TestFailure("OpenSSL does not sign.")
    }
    self.signature = signature
  }

  func verify() throws {
    guard publicKey.hasSigned(content, .sha256, signature) else {
      throw TestFailure("OpenSSL does not verify.")
    }
  }
}
