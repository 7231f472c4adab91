package import PKI

/// Signers with a person's number in a certificate that must be rejected, each for one reason.
extension ThrowawayPKI {
  package enum WrongSigner: Sendable {
    /// The names up to the root are right, but the keys differ.
    case lookAlike
    /// The certificate expired in 2021.
    case expired
    /// The certificate is an authority's.
    case authority
    /// The certificate is for authentication.
    case authentication
    /// The key has 1024 bits.
    case weakKey
    /// The customer CA has no CA flag.
    case belowNoAuthority
    /// The path length of the bank CA is 0.
    case tooDeep
    /// The certificate has a key that would take long to use. Another key makes the signature.
    case costlyKey(CostlyKey)
  }

  /// The issuer signs the OCSP response itself, so that the response is valid.
  package func signer(_ kind: WrongSigner, personalIdentityNumber: String) throws(ThrowawayPKIError)
    -> ThrowawaySigner
  {
    var template = try CertificateTemplate.person(
      personalIdentityNumber: personalIdentityNumber,
      givenName: "Test",
      familyName: "Person",
      ocspURL: bankID.ocspURL
    )
    var key = try person(personalIdentityNumber: personalIdentityNumber).key
    var (bankCA, customerCA) = (bankID.bankCA, bankID.customerCA)
    let (bankTemplate, customerTemplate) = (
      CertificateTemplate.authority(BankID.Names.bankCA, serial: 668),
      CertificateTemplate.authority(BankID.Names.customerCA, serial: 669)
    )
    switch kind {
    case .lookAlike:
      // An unrelated existing key, because generating one takes about 70 ms.
      let strange = tls.root.key
      let root = try CertificateTemplate.authority(BankID.Names.root, serial: 667, root: true)
        .issued(for: strange)
      bankCA = try bankTemplate.issued(for: strange, by: root)
      customerCA = try customerTemplate.issued(for: strange, by: bankCA)
    case .expired: template.validity.until = 1_609_459_200
    case .authority:
      template = template.replacing("keyUsage", with: "critical,nonRepudiation,keyCertSign")
        .replacing("basicConstraints", with: "critical,CA:TRUE")
    case .authentication: template = template.replacing("keyUsage", with: "critical,digitalSignature")
    case .weakKey: key = try weakKey.key()
    case .belowNoAuthority:
      customerCA = try customerTemplate.replacing("basicConstraints", with: "critical,CA:FALSE")
        .issued(for: customerCA.key, by: bankCA)
    case .costlyKey(let costly):
      let certificate = try template.issue(for: costly, by: customerCA)
      return ThrowawaySigner(
        key: key,
        chain: [certificate, customerCA.certificate, bankCA.certificate],
        authority: bankID.statusAuthority
      )
    case .tooDeep:
      bankCA = try bankTemplate.replacing("basicConstraints", with: "critical,CA:TRUE,pathlen:0")
        .issued(for: bankCA.key, by: bankID.root)
    }
    let certificate = try template.issue(for: key, by: customerCA)
    return ThrowawaySigner(
      key: key,
      chain: [certificate, customerCA.certificate, bankCA.certificate],
      authority: ThrowawayStatusAuthority(issuer: customerCA, responder: customerCA)
    )
  }
}

extension CertificateTemplate {
  fileprivate func issued(for key: ThrowawayKey, by issuer: ThrowawayIdentity? = nil)
    throws(ThrowawayPKIError) -> ThrowawayIdentity
  {
    ThrowawayIdentity(certificate: try issue(for: key, by: issuer), key: key)
  }
}
