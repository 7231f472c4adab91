internal import COpenSSL

/// A certificate with its chain and private key, read from files as issuers deliver them, and verified to fit together.
///
/// The key belongs to the certificate, each certificate is issued by the next, and an RSA key has at least 2048 bits.
/// Whether the chain is trusted, and whether it is valid today, is for the user to verify.
package struct Credential: Sendable, CustomStringConvertible, CustomReflectable {
  /// The certificate itself first, then its issuers in order.
  package let chain: [Certificate]
  /// The private key as unencrypted PKCS #8 in PEM.
  package let keyPEM: [UInt8]
  /// Seconds since 1970.
  package let notBefore: Int
  /// Seconds since 1970: the last second of validity.
  package let notAfter: Int
  /// When the first certificate of the chain expires.
  package let end: End
  /// Whether the file holds the issuers' certificates, or the certificate needs none.
  package let hasChain: Bool

  /// The expiry of a chain. A root at the end of the chain is ignored: a verifier has its own copy.
  package struct End: Sendable, Hashable {
    /// Seconds since 1970: the last second of validity.
    package let notAfter: Int
    /// Whether an issuer's certificate expires before the certificate itself.
    package let isIssuers: Bool

    package init(notAfter: Int, isIssuers: Bool = false) {
      (self.notAfter, self.isIssuers) = (notAfter, isIssuers)
    }
  }

  /// - Parameters:
  ///   - certificateFile: PEM with the certificate first, or PKCS #12.
  ///   - keyFile: PEM; nil if the certificate's file holds the key too, as PKCS #12 does.
  ///   - passphrase: opens an encrypted key or PKCS #12 file; ignored otherwise.
  package init(
    certificateFile: [UInt8],
    keyFile: [UInt8]?,
    passphrase: [UInt8]? = nil
  ) throws(CredentialProblem) {
    ERR_clear_error()
    defer { ERR_clear_error() }
    let secret = Passphrase(passphrase)
    let read: CredentialFiles
    if CredentialFiles.isPKCS12(certificateFile) {
      read = try CredentialFiles(pkcs12: certificateFile, secret)
    } else {
      read = try CredentialFiles(certificates: certificateFile, key: keyFile, secret)
    }
    try self.init(read)
  }

  private init(_ files: CredentialFiles) throws(CredentialProblem) {
    guard let certificate = files.chain.first, let notBefore = certificate.notBefore,
      let notAfter = certificate.notAfter
    else {
      throw CredentialProblem(
        .certificateUnreadable,
        "The certificate's validity is unreadable. Ask the issuer for a correct certificate."
      )
    }
    guard X509_check_private_key(certificate.x509, files.key) == 1 else {
      throw CredentialProblem(
        .keyMismatch,
        "The private key does not belong to the first certificate. Configure the key that it was issued for."
      )
    }
    guard EVP_PKEY_get_base_id(files.key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(files.key) >= 2048 else {
      throw CredentialProblem(
        .keyWeak,
        "The key has fewer than 2048 bits. Generate a new key and order a certificate for it."
      )
    }
    try files.checkChain()
    self.notBefore = notBefore
    self.notAfter = notAfter
    let issuersEnd = files.chain.dropFirst().filter { !$0.isSelfIssued }.compactMap(\.notAfter).min()
    end =
      issuersEnd.flatMap { $0 < notAfter ? End(notAfter: $0, isIssuers: true) : nil }
      ?? End(notAfter: notAfter)
    hasChain = files.chain.count > 1 || certificate.isSelfIssued
    chain = files.chain
    keyPEM = try files.keyPEM()
  }

  /// The chain as PEM.
  package var chainPEM: [UInt8] { chain.flatMap(\.pem) }

  /// Whether key usage and extended key usage allow use by a TLS client.
  package var isForTLSClient: Bool { chain.first?.isForTLSClient == true }

  /// Throws if the certificate is not valid now.
  ///
  /// - Parameter now: seconds since 1970.
  package func checkValidity(now: Int) throws(CredentialProblem) {
    guard now >= notBefore else {
      throw CredentialProblem(
        .certificateNotYetValid,
        "The certificate is not valid yet. Check this machine's clock, or keep the old certificate until then."
      )
    }
    guard now <= notAfter else {
      throw CredentialProblem(
        .certificateExpired,
        "The certificate has expired. Renew it with its issuer and install the new one."
      )
    }
  }

  package var description: String { "Credential(redacted)" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
