internal import COpenSSL

/// A certificate with its chain and private key, read from files as issuers hand them out, and found to fit together.
///
/// Whoever has one need not look again: the key is the certificate's, each certificate is issued by the next, and an RSA
/// key has at least 2048 bits. Whether anybody trusts it, and whether it is valid today, is not decided by reading.
package struct Credential: Sendable, CustomStringConvertible, CustomReflectable {
  /// DER, the certificate itself first, then its issuers in order.
  package let chain: [[UInt8]]
  /// The same as PEM.
  package let chainPEM: [UInt8]
  /// The private key as PKCS #8 in PEM, not encrypted.
  package let keyPEM: [UInt8]
  /// Seconds since 1970.
  package let notBefore: Int
  /// Seconds since 1970: the last second of validity.
  package let notAfter: Int
  /// When the first of the chain ends.
  package let end: End
  /// Whether key usage and extended key usage let it be shown by a TLS client.
  package let isForTLSClient: Bool
  /// Whether its issuers came with it, or it needs none.
  package let hasChain: Bool

  /// Until when a chain is good. A root at its end is left aside: whoever trusts it has it already.
  package struct End: Sendable, Hashable {
    /// Seconds since 1970: the last second of validity.
    package let notAfter: Int
    /// Whether it is not the certificate itself that ends first, but one of its issuers'.
    package let isIssuers: Bool

    package init(notAfter: Int, isIssuers: Bool = false) {
      (self.notAfter, self.isIssuers) = (notAfter, isIssuers)
    }
  }

  /// - Parameters:
  ///   - certificateFile: PEM with the certificate first, or PKCS #12.
  ///   - keyFile: PEM; nil where the certificate's file holds the key too, as PKCS #12 does.
  ///   - passphrase: opens an encrypted key or PKCS #12 file; not looked at otherwise.
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
    guard let certificate = files.chain.first, let notBefore = seconds(X509_get0_notBefore(certificate)),
      let notAfter = seconds(X509_get0_notAfter(certificate))
    else {
      throw CredentialProblem(
        .certificateUnreadable,
        "The certificate's validity cannot be read. Ask the issuer for a correct certificate."
      )
    }
    guard X509_check_private_key(certificate, files.key) == 1 else {
      throw CredentialProblem(
        .keyMismatch,
        "The private key does not belong to the first certificate. Give the key that it was issued for."
      )
    }
    guard EVP_PKEY_get_base_id(files.key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(files.key) >= 2048 else {
      throw CredentialProblem(
        .keyWeak,
        "The key has fewer than 2048 bits. Make a new key and have a certificate issued for it."
      )
    }
    try files.checkChain()
    self.notBefore = notBefore
    self.notAfter = notAfter
    let issuersEnd = files.chain.dropFirst().filter { !isSelfIssued($0) }
      .compactMap { seconds(X509_get0_notAfter($0)) }.min()
    end =
      issuersEnd.flatMap { $0 < notAfter ? End(notAfter: $0, isIssuers: true) : nil }
      ?? End(notAfter: notAfter)
    isForTLSClient = X509_check_purpose(certificate, X509_PURPOSE_SSL_CLIENT, 0) == 1
    hasChain =
      files.chain.count > 1 || isSelfIssued(certificate)
    chain = try files.chainDER()
    chainPEM = try files.chainPEM()
    keyPEM = try files.keyPEM()
  }

  /// Refuses what is not valid now.
  ///
  /// - Parameter now: seconds since 1970.
  package func checkValidity(now: Int) throws(CredentialProblem) {
    guard now >= notBefore else {
      throw CredentialProblem(
        .certificateNotYetValid,
        "The certificate is not valid yet. Check this machine's clock, or keep the old one until then."
      )
    }
    guard now <= notAfter else {
      throw CredentialProblem(
        .certificateExpired,
        "The certificate has expired. Renew it with its issuer and put the new one in place."
      )
    }
  }

  package var description: String { "Credential(redacted)" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

private func isSelfIssued(_ certificate: OpaquePointer) -> Bool {
  X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0
}

/// Seconds since 1970.
private func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int? {
  var fields = tm()
  guard ASN1_TIME_to_tm(time, &fields) == 1 else { return nil }
  return timegm(&fields)
}
