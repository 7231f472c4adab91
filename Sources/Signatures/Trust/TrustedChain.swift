internal import TimeReport
internal import PKI

/// Accepts signers whose chain leads to a trusted root at the time of signing.
///
/// A certificate must have been valid at that time; later expiry does not matter. Revocation is checked elsewhere.
struct TrustedChain: Sendable {
  private let roots: TrustedRoots

  init(roots: TrustedRoots) { self.roots = roots }

  /// Checks the purpose of the signer's certificate.
  static func checkUsage(of chain: [Certificate], role: SignatureRole) -> CheckedStep {
    guard let signer = chain.first else {
      return .failed(.usage, .signatureCertificate, "There is no certificate.")
    }
    guard !signer.isAuthority else {
      return .failed(
        .usage,
        .signatureCAAsSigner,
        "The signer's certificate belongs to a certificate authority."
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
    return .passed(.usage, signer.usageText)
  }

  /// - Parameters:
  ///   - chain: the signer's certificate first.
  ///   - time: the time of signing, seconds since 1970.
  func check(_ chain: [Certificate], at time: Int) -> [CheckedStep] {
    switch ChainVerification(chain: chain, roots: roots.certificates).verdict() {
    case .doesNotLead where !chain.isNamedInOrder: return [disorder(of: chain)]
    case .doesNotLead:
      return [
        .failed(
          .chain,
          .signatureUntrusted,
          "The signer's certificate does not lead to a configured root.",
          found: roots.certificates.contains { chain.last?.isIssued(by: $0) == true }
            ? "a certificate not signed by its issuer"
            : "a chain that no configured root issued"
        )
      ]
    case .breaksRule(let rule):
      return [
        .failed(.chain, .signatureInvalidChain, "The signer's certificate chain is invalid.", found: rule)
      ]
    // OpenSSL uses the certificates in any order and ignores superfluous ones, which stay unverified.
    case .leads(_, inOrder: false): return [disorder(of: chain)]
    case .leads(let root, inOrder: true):
      // OpenSSL accepts old authorities without basicConstraints.
      guard chain.dropFirst().allSatisfy(\.mayIssue) else {
        return [
          .failed(
            .chain,
            .signatureInvalidChain,
            "The signer's certificate chain is invalid.",
            found: "an issuer without basicConstraints or keyCertSign"
          )
        ]
      }
      return [
        .passed(
          .chain,
          "\(chain.count) certificates, to the root \(root.subjectCommonName ?? "without a common name")"
        ),
        checkValidity(of: chain, root, at: time),
      ]
    }
  }

  private func disorder(of chain: [Certificate]) -> CheckedStep {
    .failed(
      .chain,
      .signatureInvalidChain,
      "The certificates in the signature are not a chain in order.",
      found: "\(chain.count) certificates, not each issued by the next"
    )
  }

  private func checkValidity(of chain: [Certificate], _ root: Certificate, at time: Int) -> CheckedStep {
    for (index, certificate) in (chain + [root]).enumerated() {
      guard let from = certificate.notBefore, let until = certificate.notAfter, from <= time, time <= until
      else {
        let which = index == chain.count ? "the root" : "certificate \(index + 1) of \(chain.count)"
        return .failed(
          .validity,
          .signatureExpiredCertificate,
          "A certificate of the signer's chain was expired or not yet valid at the time of signing.",
          expected: "valid at \(time.swedishTime)",
          found: "\(which): \(certificate.validityText)"
        )
      }
    }
    return .passed(.validity, "at \(time.swedishTime); the signer's: \(chain[0].validityText)")
  }
}

extension [Certificate] {
  /// Whether each certificate names the next as its issuer.
  fileprivate var isNamedInOrder: Bool { zip(self, dropFirst()).allSatisfy { $0.namesAsIssuer($1) } }
}
