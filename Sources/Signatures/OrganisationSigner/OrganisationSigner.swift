internal import Foundation
package import TimeReport
package import PKI
package import XML

/// Signs reports as the provider with the organisation's own certificate, in the layout of BankID's signatures.
///
/// It is unknown whether the agency's production accepts such a signature, so it is used only if it is configured.
package struct OrganisationSigner: Sendable {
  private let signing: BankIDSigning
  /// The certificate that signs.
  package let certificate: Certificate
  /// The certificate of its issuer.
  package let issuer: Certificate
  /// The OCSP responder for the certificate: an http or https URL.
  package let responderURL: String
  package let certificateEnd: Credential.End
  let policy: OCSPPolicy
  let responder: any OCSPResponding
  let responses = StapledSignatures()

  /// - Parameters:
  ///   - credential: with its chain; signatures omit a root at the end.
  ///   - responderURL: the OCSP responder; nil takes the URL from the certificate.
  ///   - policy: the rules for the responses. The nonce is always mandatory.
  ///   - roots: for certificates of organisations; nil skips the check of the own chain.
  ///   - now: seconds since 1970.
  ///   - connect: connects to the responder with this URL. Called once; sends nothing.
  /// - Throws: why the credential cannot sign.
  package init(
    _ credential: Credential,
    responderURL: String? = nil,
    policy: OCSPPolicy = OCSPPolicy(),
    roots: TrustedRoots? = nil,
    now: Int = Int(Date().timeIntervalSince1970),
    connect: (_ responderURL: String) -> any OCSPResponding
  ) throws(CredentialProblem) {
    guard let signer = credential.chain.first else {
      throw CredentialProblem(.certificateUnreadable, "The signing chain is empty.")
    }
    try credential.checkValidity(now: now)
    guard signer.isForSigning else {
      throw CredentialProblem(
        .certificateWrongPurpose,
        "The signing certificate is not for signatures: it needs key usage nonRepudiation or digitalSignature, "
          + "and must be neither for TLS, OCSP or time stamps only nor a certificate authority's. Order one for "
          + "signing."
      )
    }
    let key: PrivateKey
    do { key = try PrivateKey(pem: credential.keyPEM) } catch {
      throw CredentialProblem(
        .keyUnsupported,
        "The signing key is neither RSA nor on the curve P-256 or P-384. Order a certificate for a key that is."
      )
    }
    guard credential.hasChain, let issuer = credential.chain.dropFirst().first else {
      throw CredentialProblem(
        .chainMissing,
        "The certificates of the signing certificate's issuers are missing. Put them after it in the same file; the"
          + " issuer publishes them."
      )
    }
    guard now <= credential.end.notAfter else {
      throw CredentialProblem(
        .certificateExpired,
        "The certificate of an issuer of the signing certificate has expired. Replace it in the same file with the"
          + " issuer's new one, or order a new signing certificate."
      )
    }
    let signedChain = [signer] + credential.chain.dropFirst().filter { !$0.isSelfIssued }
    if let roots { try OwnChain.check(signedChain, roots: roots, now: now) }
    guard let responderURL = responderURL ?? signer.ocspURL else {
      throw CredentialProblem(
        .responderMissing,
        "The signing certificate names no OCSP responder, and the agency requires an OCSP response with each signature."
          + " Set signatures.organisation.ocspResponderURL; the issuer publishes the URL."
      )
    }
    certificate = signer
    self.issuer = issuer
    self.responderURL = responderURL
    certificateEnd = credential.end
    self.policy = policy.demandingNonce
    responder = connect(responderURL)
    signing = BankIDSigning(key: key, chain: signedChain.map(\.der))
  }

  /// - Parameter date: the Swedish date of signing; it is submitted with the signature and is not part of it.
  /// - Returns: a signature without an OCSP response, which `stapled` adds.
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
