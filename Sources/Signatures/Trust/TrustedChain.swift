internal import TimeReport

/// Accepts signers whose chain leads to a trusted root, as of the time of signing.
///
/// That a certificate has expired since is no fault, and that it was not yet or no longer valid then is one. Whether it
/// had been revoked is not looked at.
struct TrustedChain: Sendable {
  private let roots: TrustedRoots

  init(roots: TrustedRoots) { self.roots = roots }

  /// What the signer's certificate is for, whoever has issued it.
  static func checkUsage(of chain: [Certificate], role: SignatureRole) -> CheckedStep {
    guard let signer = chain.first else {
      return .failed(.usage, .signatureCertificate, "There is no certificate.")
    }
    guard !signer.isAuthority else {
      return .failed(
        .usage,
        .signatureCAAsSigner,
        "The signer's certificate is a certificate authority's."
      )
    }
    if role == .assistant || signer.isPersons {
      guard signer.isForNonRepudiation, signer.isForSigning else {
        return .failed(
          .usage,
          .signatureCertificateUsage,
          "The person's certificate is not for signatures: it needs key usage nonRepudiation."
        )
      }
    } else if !signer.isForSigning {
      return .failed(
        .usage,
        .signatureCertificateUsage,
        "The provider's certificate is not for signatures: it needs key usage nonRepudiation or digitalSignature."
      )
    }
    return .passed(.usage)
  }

  /// - Parameters:
  ///   - chain: the signer's first.
  ///   - time: of signing, seconds since 1970.
  func check(_ chain: [Certificate], at time: Int) -> [CheckedStep] {
    let verification = ChainVerification(chain: chain, roots: roots)
    var verdict = verification.verdict(at: time)
    // OpenSSL stops at the first fault. Only a chain without any other is said to be outside its validity.
    var isOutsideValidity = false
    if verdict == .outsideValidity {
      isOutsideValidity = true
      verdict = verification.verdict(at: nil)
    }
    guard case .leads(let isInOrder) = verdict else {
      return untrusted(
        verdict == .tooWeak
          ? "A certificate of the signer's chain has a key or signature too weak to be trusted."
          : "The signer's certificate does not lead to a configured root."
      )
    }
    // OpenSSL takes what it needs in any order and ignores the rest, which nobody has vouched for.
    guard isInOrder else {
      return untrusted("The certificates in the signature are not one chain, in order.")
    }
    // OpenSSL accepts as issuers some certificates of old that do not say that they are.
    guard chain.dropFirst().allSatisfy(\.mayIssue) else {
      return untrusted("A certificate of the signer's chain was issued by one that may not issue any.")
    }
    guard !isOutsideValidity else {
      return [
        .passed(.chain),
        .failed(
          .validity,
          .signatureExpiredCertificate,
          "A certificate of the signer's chain had expired, or was not yet valid, at the time of signing."
        ),
      ]
    }
    return [.passed(.chain), .passed(.validity)]
  }

  private func untrusted(_ message: String) -> [CheckedStep] {
    [.failed(.chain, .signatureUntrusted, message)]
  }
}
