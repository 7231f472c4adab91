package import PKI

/// OCSP responders that are not authorised by the customer CA.
extension ThrowawayPKI {
  package enum WrongResponder: Sendable, CaseIterable {
    /// Its certificate is from the customer CA, but for signatures on documents only.
    case withoutPurpose
    /// Its certificate is from the bank CA, which did not issue the persons' certificates.
    case ofAnotherIssuer
    /// Its certificate expired in 2021.
    case expired
    /// Its certificate is from a fake customer CA with the right name.
    case lookAlike
  }

  /// Uses a key of the persons, because generating one takes about 70 ms.
  package func responder(_ kind: WrongResponder) throws(ThrowawayPKIError) -> ThrowawayIdentity {
    var template = CertificateTemplate.responder("Throwaway wrong responder", serial: 666)
    var issuer = bankID.customerCA
    let key = bankID.personKeys[0]
    switch kind {
    case .withoutPurpose:
      template = .signer(subject: template.subject, serial: template.serial, ocspURL: nil)
    case .ofAnotherIssuer: issuer = bankID.bankCA
    case .expired: template.validity.until = 1_609_459_200
    case .lookAlike:
      let authority = CertificateTemplate.authority(BankID.Names.customerCA, serial: 667, root: true)
      let certificate = try authority.issue(for: key, by: nil)
      issuer = ThrowawayIdentity(certificate: certificate, key: key)
    }
    return ThrowawayIdentity(certificate: try template.issue(for: key, by: issuer), key: key)
  }

  /// A certificate of the customer CA for the responder of a response, by name, with a key that would take long to use.
  package func responderCertificate(_ key: CostlyKey) throws(ThrowawayPKIError) -> ThrowawayCertificate {
    try CertificateTemplate.responder(BankID.Names.responder, serial: 670).issue(
      for: key,
      by: bankID.customerCA
    )
  }
}
