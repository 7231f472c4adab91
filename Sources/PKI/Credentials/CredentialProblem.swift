/// Why a certificate and its key cannot be used. The message is for the operator and holds no secret.
package struct CredentialProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: Code
  /// What is wrong and what to do about it.
  package let message: String

  package enum Code: String, Sendable, Hashable, CaseIterable {
    case certificateUnreadable = "credential.certificate-unreadable"
    case certificateNotYetValid = "credential.certificate-not-yet-valid"
    case certificateExpired = "credential.certificate-expired"
    case certificateWrongPurpose = "credential.certificate-wrong-purpose"
    case chainBroken = "credential.chain-broken"
    case chainMissing = "credential.chain-missing"
    case chainUntrusted = "credential.chain-untrusted"
    case responderMissing = "credential.responder-missing"
    case keyUnreadable = "credential.key-unreadable"
    case keyMissing = "credential.key-missing"
    case keyUnsupported = "credential.key-unsupported"
    case keyWeak = "credential.key-weak"
    case signatureWeak = "credential.signature-weak"
    case keyMismatch = "credential.key-mismatch"
    case passphraseMissing = "credential.passphrase-missing"
    case passphraseWrong = "credential.passphrase-wrong"
    case legacyEncryption = "credential.legacy-encryption"
    case macMissing = "credential.mac-missing"

    /// For the reference page: what is wrong, without the details of a single case, and what to do about it.
    package var reference: (cause: String, remedy: String) {
      switch self {
      case .certificateUnreadable:
        (
          "The file holds no certificate that OpenSSL can use.",
          "Configure the file from the issuer: PEM or PKCS #12."
        )
      case .certificateNotYetValid:
        (
          "The certificate is not valid yet.",
          "Check this machine's clock, or keep the old certificate until then."
        )
      case .certificateExpired:
        (
          "The certificate, or the certificate of one of its issuers, has expired.",
          "Renew it with its issuer and install the new one."
        )
      case .certificateWrongPurpose:
        (
          "The signing certificate is not for signatures.",
          "Order a certificate for signing."
        )
      case .chainBroken:
        (
          "A certificate in the file is not issued by the one that follows it, or there are more than six.",
          "Put the certificate first, then its issuer, then that one's issuer."
        )
      case .chainMissing:
        (
          "The certificates of the signing certificate's issuers are missing.",
          "Put them after it in the same file; the issuer publishes them."
        )
      case .chainUntrusted:
        (
          "The chain of the signing certificate does not lead to a root in `signatures.organisationRootsFile`.",
          "Complete the chain in the file, or correct the roots."
        )
      case .responderMissing:
        (
          "The signing certificate names no OCSP responder.",
          "Set `signatures.organisation.ocspResponderURL`; the issuer publishes the URL."
        )
      case .keyUnreadable:
        (
          "The file is no private key in PEM form, or the PKCS #12 file is damaged.",
          "Configure the key's file, or export it again."
        )
      case .keyMissing:
        (
          "The file holds no private key, and no key file is configured.",
          "Configure the key's file, or export the PKCS #12 file again with the key."
        )
      case .keyUnsupported:
        (
          "The signing key is neither RSA nor on the curve P-256 or P-384.",
          "Order a certificate for a key that is."
        )
      case .keyWeak:
        (
          "A key is RSA with fewer than 2048 bits.",
          "Generate a longer key and order a certificate for it."
        )
      case .signatureWeak:
        (
          "A certificate is signed with SHA-1 or MD5, which TLS no longer accepts.",
          "Order one that is signed with SHA-256."
        )
      case .keyMismatch:
        (
          "The private key does not belong to the first certificate.",
          "Configure the key that the certificate was issued for."
        )
      case .passphraseMissing:
        (
          "The private key or the PKCS #12 file is encrypted, and no passphrase is configured.",
          "Configure the file that holds its passphrase."
        )
      case .passphraseWrong:
        (
          "The passphrase does not open the private key or the PKCS #12 file.",
          "Configure the right passphrase."
        )
      case .legacyEncryption:
        (
          "The file is encrypted with a legacy algorithm that OpenSSL 3 no longer supports.",
          "Convert it once with the command in the message."
        )
      case .macMissing:
        (
          "The PKCS #12 file has no MAC, which protects it from changes.",
          "Convert it once with the command in the message."
        )
      }
    }

    /// Whether the key is at fault and not the certificate.
    package var isAboutKey: Bool {
      switch self {
      case .keyUnreadable, .keyMissing, .keyUnsupported, .keyMismatch, .passphraseMissing, .passphraseWrong,
        .legacyEncryption, .macMissing:
        true
      case .certificateUnreadable, .certificateNotYetValid, .certificateExpired, .certificateWrongPurpose,
        .chainBroken, .chainMissing, .chainUntrusted, .responderMissing, .keyWeak, .signatureWeak:
        false
      }
    }
  }

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { "\(code.rawValue): \(message)" }
}
