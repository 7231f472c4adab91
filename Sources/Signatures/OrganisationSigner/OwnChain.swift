internal import PKI

/// Checks the organisation's own chain as strictly as signatures in events, before anything is signed with it.
enum OwnChain {
  /// - Parameters:
  ///   - chain: the certificates of signatures, the signer's first.
  ///   - now: seconds since 1970.
  static func check(_ chain: [Certificate], roots: TrustedRoots, now: Int) throws(CredentialProblem) {
    let steps =
      [TrustedChain.checkUsage(of: chain, role: .provider)] + TrustedChain(roots: roots).check(chain, at: now)
    for step in steps {
      guard let failure = step.failure else { continue }
      throw CredentialProblem(
        step.step == .usage ? .certificateWrongPurpose : .chainUntrusted,
        "The signing certificate fails the checks for signatures in events, so its signatures would be refused."
          + " \(failure.message) \(remedy(step.step))"
      )
    }
  }

  private static func remedy(_ step: VerificationStep) -> String {
    switch step {
    case .usage: "Order a certificate for signing."
    case .validity:
      "Check this machine's clock, and replace expired certificates in its file and in signatures.organisationRootsFile."
    default:
      "Put the certificates of all its issuers after it in its file, each followed by its own issuer's, up to the one that a"
        + " root issued; or correct the roots in signatures.organisationRootsFile."
    }
  }
}
