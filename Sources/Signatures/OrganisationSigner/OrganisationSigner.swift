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
  /// Who has issued it.
  package let issuer: Certificate
  /// Who vouches for it: an http or https URL.
  package let responderURL: String
  package let certificateEnd: Credential.End
  let policy: OCSPPolicy
  let responses = VouchedSignatures()

  /// - Parameters:
  ///   - credential: with its chain; a root at the end is left out of signatures.
  ///   - responderURL: where the certificate is vouched for; nil is where it says itself.
  ///   - policy: what is accepted of the responses. A nonce must be in them all the same.
  ///   - roots: for certificates of organisations; nil where none are configured, and then the chain may lead anywhere.
  ///   - now: seconds since 1970.
  /// - Throws: why it cannot be signed with.
  package init(
    _ credential: Credential,
    responderURL: String? = nil,
    policy: OCSPPolicy = OCSPPolicy(),
    roots: TrustedRoots? = nil,
    now: Int = time(nil)
  ) throws(CredentialProblem) {
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
    guard credential.hasChain, let issuer = chain.dropFirst().first else {
      throw CredentialProblem(
        .chainMissing,
        "The signing certificate's issuers are missing, so nobody vouches for it. Put their certificates after it in the"
          + " same file; the issuer publishes them."
      )
    }
    guard now <= credential.end.notAfter else {
      throw CredentialProblem(
        .certificateExpired,
        "The certificate of an issuer of the signing certificate has expired. Get its new one and put it in place of the old"
          + " in the same file, or have a new signing certificate issued."
      )
    }
    let signedChain = [signer] + chain.dropFirst().filter { !$0.isSelfIssued }
    if let roots { try OwnChain.check(signedChain, roots: roots, now: now) }
    guard let responderURL = responderURL ?? signer.ocspURL else {
      throw CredentialProblem(
        .responderMissing,
        "The signing certificate names no OCSP responder, and the agency wants a response beside each signature. Set"
          + " signatures.organisation.ocspResponderURL; the issuer says where it is."
      )
    }
    certificate = signer
    self.issuer = issuer
    self.responderURL = responderURL
    certificateEnd = credential.end
    self.policy = policy.demandingNonce
    signing = BankIDSigning(key: key, chain: signedChain.map(\.der))
  }

  /// - Parameter date: the Swedish date of signing; it goes beside the signature, not into it.
  /// - Returns: a signature without an OCSP response, which `vouched` gives it.
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
