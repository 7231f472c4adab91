package import TimeReport

/// Accepts signers whose chain leads to a trusted root, as of the time of signing.
///
/// That a certificate has expired since is no fault, and that it was not yet or no longer valid then is one. Whether it
/// had been revoked is not looked at.
package struct TrustedChain: SignerCheck {
  private let roots: TrustedRoots

  package init(roots: TrustedRoots) { self.roots = roots }

  package func problems(
    with signature: BankIDSignature,
    submitted: ReportSignature,
    role: SignatureRole
  ) -> [(code: ProblemCode, message: String)] {
    // Noon in UTC: the date is Swedish, and noon is the same date in both.
    let time = submitted.signedOn.daysSinceEpoch * 86_400 + 43_200
    return problem(with: signature.certificates, role: role, at: time).map { [$0] } ?? []
  }

  /// - Parameters:
  ///   - encoded: DER, the signer's first.
  ///   - time: of signing, seconds since 1970.
  private func problem(
    with encoded: [[UInt8]],
    role: SignatureRole,
    at time: Int
  ) -> (code: ProblemCode, message: String)? {
    let chain = encoded.compactMap(Certificate.init(der:))
    guard chain.count == encoded.count, let signer = chain.first else {
      return (.signatureCertificate, "A certificate of the signer's chain cannot be read.")
    }
    guard !signer.isAuthority else {
      return (.signatureCAAsSigner, "The signer's certificate is a certificate authority's.")
    }
    if role == .assistant || signer.isPersons {
      guard signer.isForNonRepudiation, signer.isForSigning else {
        return (
          .signatureCertificateUsage,
          "The person's certificate is not for signatures: it needs key usage nonRepudiation."
        )
      }
    } else if !signer.isForSigning {
      return (
        .signatureCertificateUsage,
        "The provider's certificate is not for signatures: it needs key usage nonRepudiation or digitalSignature."
      )
    }
    return trustProblem(ChainVerification(chain: chain, roots: roots), at: time)
  }

  private func trustProblem(
    _ verification: ChainVerification,
    at time: Int
  ) -> (code: ProblemCode, message: String)? {
    var verdict = verification.verdict(at: time)
    // OpenSSL stops at the first fault. Only a chain without any other is said to be outside its validity.
    var isOutsideValidity = false
    if verdict == .outsideValidity {
      isOutsideValidity = true
      verdict = verification.verdict(at: nil)
    }
    guard case .leads(let path) = verdict else {
      return (
        .signatureUntrusted,
        verdict == .tooWeak
          ? "A certificate of the signer's chain has a key or signature too weak to be trusted."
          : "The signer's certificate does not lead to a configured root."
      )
    }
    let chain = verification.chain
    let own = chain.map(\.der)
    // OpenSSL takes what it needs in any order and ignores the rest, which nobody has vouched for.
    guard path == own || path.dropLast() == own[...] else {
      return (.signatureUntrusted, "The certificates in the signature are not one chain, in order.")
    }
    // OpenSSL accepts as issuers some certificates of old that do not say that they are.
    guard chain.dropFirst().allSatisfy(\.mayIssue) else {
      return (
        .signatureUntrusted, "A certificate of the signer's chain was issued by one that may not issue any."
      )
    }
    guard !isOutsideValidity else {
      return (
        .signatureExpiredCertificate,
        "A certificate of the signer's chain had expired, or was not yet valid, on the day of signing."
      )
    }
    return nil
  }
}
