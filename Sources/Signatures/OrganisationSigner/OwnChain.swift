internal import PKI

/// Holds the organisation's own chain to what signatures in events are held to, before anything is signed with it: a signature
/// that we would refuse from others is not worth a call.
enum OwnChain {
  /// - Parameters:
  ///   - chain: as it goes into signatures, the signer's first.
  ///   - now: seconds since 1970.
  static func check(_ chain: [Certificate], roots: TrustedRoots, now: Int) throws(CredentialProblem) {
    let steps =
      [TrustedChain.checkUsage(of: chain, role: .provider)] + TrustedChain(roots: roots).check(chain, at: now)
    for step in steps {
      guard let failure = step.failure else { continue }
      throw CredentialProblem(
        step.step == .usage ? .certificateWrongPurpose : .chainUntrusted,
        "The signing certificate fails the check that signatures in events are held to, so what it signs would be"
          + " refused. \(failure.message) \(remedy(step.step))"
      )
    }
  }

  private static func remedy(_ step: VerificationStep) -> String {
    switch step {
    case .usage: "Order a certificate for signing."
    case .validity:
      "Look at the issuers' certificates after it in its file, at the roots in signatures.organisationRootsFile and at this"
        + " machine's clock, and put current ones in place of those that have ended."
    default:
      "Put the certificates of all its issuers after it in its file, each followed by its own issuer's, up to the one that a"
        + " root has issued; or correct the roots in signatures.organisationRootsFile."
    }
  }
}
