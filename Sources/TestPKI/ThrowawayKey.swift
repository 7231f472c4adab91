internal import PKI

/// A private key for tests and demonstrations, generated on this machine and worthless elsewhere.
package struct ThrowawayKey: Sendable {
  let signingKey: PrivateKey

  /// Takes about 70 ms with 2048 bits.
  package init(bits: UInt32 = 2048) throws(ThrowawayPKIError) {
    do throws(IssuingError) { signingKey = try PrivateKey.generateRSA(bits: bits) } catch {
      throw .openssl(error.step)
    }
  }

  private init(_ key: PrivateKey) { signingKey = key }

  /// Reads every unencrypted private key of a PEM text, in order; empty if there is none.
  static func all(inPEM pem: [UInt8]) -> [ThrowawayKey] {
    PrivateKey.all(inPEM: pem).map { ThrowawayKey($0) }
  }

  /// The key as unencrypted PKCS #8 in PEM.
  package func pem() throws(ThrowawayPKIError) -> [UInt8] {
    guard let pem = signingKey.pem else { throw .openssl("write a private key") }
    return pem
  }
}
