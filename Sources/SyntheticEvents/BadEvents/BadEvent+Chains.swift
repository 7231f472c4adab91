internal import PKI
internal import TestPKI
internal import TimeReport

/// Correct signatures with the assistant's number in a certificate that must be rejected.
extension BadEvent {
  static let chains: [BadEvent] = [
    signed(by: .lookAlike, "signature under a fake root with the right name", .signatureUntrusted),
    signed(by: .expired, "signature of an expired certificate", .signatureExpiredCertificate),
    signed(by: .authority, "signature of a certificate authority", .signatureCAAsSigner),
    signed(by: .authentication, "signature of an authentication certificate", .signatureCertificateUsage),
    // The chain check may reject the short key as well.
    signed(by: .weakKey, "signature with a short key", .signatureWeakKey, also: [.signatureInvalidChain]),
    signed(by: .belowNoAuthority, "chain through a certificate without CA flag", .signatureInvalidChain),
    signed(by: .tooDeep, "chain longer than its path length", .signatureInvalidChain),
    signed(by: .costlyKey(.modulus), "signature with a key of 16,000 bits", .signatureKeyModulus),
    signed(by: .costlyKey(.exponent), "signature with an exponent of 2048 bits", .signatureKeyExponent),
    signed(by: .costlyKey(.curveParameters), "signature with a described curve", .signatureCurveParameters),
  ]

  private static func signed(
    by kind: ThrowawayPKI.WrongSigner,
    _ label: String,
    _ code: ProblemCode,
    also: Set<ProblemCode> = []
  ) -> BadEvent {
    spoiled(label, code, also: also) { signed, generator throws(ThrowawayPKIError) in
      signed.assistant = try generator.pki.sign(
        Array(signed.document.toBeSigned.utf8),
        visibleText: ThrowawayPKI.visibleText(for: signed.document),
        by: generator.pki.signer(kind, personalIdentityNumber: signed.assistantNumber),
        on: signed.signedOn,
        using: &generator.reports.random
      )
    }
  }
}
