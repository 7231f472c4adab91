/// Those who answer for the customer CA, and those who only say so.
extension ThrowawayPKI {
  package enum WrongResponder: Sendable, CaseIterable {
    /// Has a certificate of the customer CA, for signatures on documents only.
    case withoutPurpose
    /// Has the purpose, from the bank CA: not from the issuer of persons' certificates.
    case ofAnotherIssuer
    /// Its certificate ran out in 2021.
    case expired
    /// Has the purpose and the right names, from a customer CA of its own.
    case lookAlike
  }

  /// With a key that persons have too, because one takes some 70 ms to make.
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
}
