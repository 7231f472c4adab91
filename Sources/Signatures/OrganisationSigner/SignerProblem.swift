/// Why an organisation cannot sign with what it was given. The sentence is for whoever configures it.
package struct SignerProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: Code
  package let message: String

  package enum Code: String, Sendable, Hashable, CaseIterable {
    case certificateUnreadable = "signer.certificate-unreadable"
    case certificateNotYetValid = "signer.certificate-not-yet-valid"
    case certificateExpired = "signer.certificate-expired"
    case certificateWrongPurpose = "signer.certificate-wrong-purpose"
    case chainBroken = "signer.chain-broken"
    case keyUnreadable = "signer.key-unreadable"
    case passphraseMissing = "signer.passphrase-missing"
    case passphraseWrong = "signer.passphrase-wrong"
    case keyNotRSA = "signer.key-not-rsa"
    case keyWeak = "signer.key-weak"
    case keyMismatch = "signer.key-mismatch"
    case signingFailed = "signer.signing-failed"
  }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { "\(code.rawValue): \(message)" }
}
