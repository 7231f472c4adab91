internal import COpenSSL

/// Those who have a person's number in a certificate that does not count, each for one reason.
extension ThrowawayPKI {
  package enum WrongSigner: Sendable {
    /// All names up to the root are right, all keys are another's.
    case lookAlike
    /// The certificate ran out in 2021.
    case expired
    /// The certificate is an authority's.
    case authority
    /// The certificate is for logging in.
    case authentication
    /// The key has 1024 bits.
    case weakKey
    /// The customer CA has no CA flag.
    case belowNoAuthority
    /// The bank CA may have no authority below it.
    case tooDeep
  }

  /// The issuer itself answers for the certificate, so that with the answer nothing is wrong.
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
      // A key that has to do with no signature, because one takes some 70 ms to make.
      let strange = tls.root.key
      let root = try CertificateTemplate.authority(BankID.Names.root, serial: 667, root: true)
        .issued(for: strange)
      bankCA = try bankTemplate.issued(for: strange, by: root)
      customerCA = try customerTemplate.issued(for: strange, by: bankCA)
    case .expired: template.validity.until = 1_609_459_200
    case .authority:
      template = template.saying(NID_key_usage, "critical,nonRepudiation,keyCertSign")
        .saying(NID_basic_constraints, "critical,CA:TRUE")
    case .authentication: template = template.saying(NID_key_usage, "critical,digitalSignature")
    case .weakKey: key = try weakKey.key()
    case .belowNoAuthority:
      customerCA = try customerTemplate.saying(NID_basic_constraints, "critical,CA:FALSE")
        .issued(for: customerCA.key, by: bankCA)
    case .tooDeep:
      bankCA = try bankTemplate.saying(NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        .issued(for: bankCA.key, by: bankID.root)
    }
    let certificate = try template.issue(for: key, by: customerCA)
    return ThrowawaySigner(
      key: key,
      chain: [certificate, customerCA.certificate, bankCA.certificate],
      responder: customerCA
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
