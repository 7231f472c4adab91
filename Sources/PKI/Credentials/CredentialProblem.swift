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
