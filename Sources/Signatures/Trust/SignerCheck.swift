package import TimeReport

/// A check on who has signed, made after a signature itself has been found true: whether the chain of
/// certificates leads to a trusted root, and whether the OCSP response proves that the certificate was good when
/// it signed.
///
/// ``SignatureVerifier`` has no such check of its own. Without one it says that a signature is true by the
/// certificate in it, not that the certificate is anybody's.
package protocol SignerCheck: Sendable {
  /// - Parameters:
  ///   - signature: with its value proved; the chain is `signature.certificates`, the signer's first.
  ///   - submitted: the OCSP response and the date that came with it.
  /// - Returns: what is wrong; empty when nothing is.
  func problems(
    with signature: BankIDSignature,
    submitted: ReportSignature,
    role: SignatureRole
  ) -> [(code: ProblemCode, message: String)]
}
