package import Credentials
internal import Glibc
package import TimeReport
package import XML

/// Signs reports as the provider with the organisation's own certificate, in the layout of BankID's
/// signatures.
///
/// Whether the agency's production accepts such a signature is unknown, so this is used only where it is
/// configured.
package struct OrganisationSigner: Sendable {
  private let signing: BankIDSigning
  /// The certificate that signs.
  package let certificate: Certificate
  /// Who has issued it; nil where it has issued itself.
  package let issuer: Certificate?

  /// - Parameters:
  ///   - credential: with its chain; a root at the end is left out of signatures.
  ///   - now: seconds since 1970.
  /// - Throws: why it cannot be signed with.
  package init(_ credential: Credential, now: Int = time(nil)) throws(CredentialProblem) {
    let chain = credential.chain.compactMap(Certificate.init(der:))
    guard chain.count == credential.chain.count, let signer = chain.first else {
      throw CredentialProblem(.certificateUnreadable, "A certificate of the signing chain cannot be read.")
    }
    try credential.checkValidity(now: now)
    guard signer.isForSigning else {
      throw CredentialProblem(
        .certificateWrongPurpose,
        "The signing certificate is not for signatures: it needs key usage nonRepudiation or digitalSignature, "
          + "and must be neither for TLS, OCSP or time stamps only nor a certificate authority's. Is it the one for the "
          + "connection? Order one for signing."
      )
    }
    let key: PrivateKey
    do { key = try PrivateKey(pem: credential.keyPEM) } catch {
      throw CredentialProblem(
        .keyUnsupported,
        "The signing key is neither RSA nor on the curve P-256 or P-384. Have a certificate issued for one that is."
      )
    }
    guard credential.hasChain else {
      throw CredentialProblem(
        .chainMissing,
        "The signing certificate's issuers are missing. Put their certificates after it in the same file; the issuer"
          + " publishes them."
      )
    }
    certificate = signer
    issuer = chain.dropFirst().first
    signing = BankIDSigning(
      key: key,
      chain: [signer.der] + chain.dropFirst().filter { !$0.isSelfIssued }.map(\.der)
    )
  }

  /// - Parameter date: the Swedish date of signing; it goes beside the signature, not into it.
  /// - Returns: a signature without an OCSP response.
  package func sign(_ document: Tidredovisning, on date: CalendarDate) throws(XMLSignature.SigningProblem)
    -> ReportSignature
  {
    let signature = try signing.sign(
      visibleText: "Tidredovisning \(document.reportId) för \(document.month)",
      nonVisibleData: Array(document.toBeSigned.utf8)
    )
    return ReportSignature(signature: signature, ocspResponse: [], signedOn: date)
  }
}
