internal import PKI

/// A person who can sign: a certificate with its key, and the chain that BankID puts into a signature.
package struct ThrowawayPerson: Sendable, CustomStringConvertible, CustomReflectable {
  /// Twelve digits.
  package let personalIdentityNumber: String
  /// The person, the customer CA and the bank CA; no root.
  package let chain: [ThrowawayCertificate]
  package let key: ThrowawayKey

  /// Redacted although the number is invented, so that the rule for logs has no exception.
  package var description: String { "ThrowawayPerson(redacted)" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension ThrowawayPerson {
  /// Issues the certificate of a person. The same values always give the same bytes.
  init(
    personalIdentityNumber: String,
    givenName: String,
    familyName: String,
    authorities: ThrowawayPKI.BankID
  ) throws(ThrowawayPKIError) {
    let template = try CertificateTemplate.person(
      personalIdentityNumber: personalIdentityNumber,
      givenName: givenName,
      familyName: familyName,
      ocspURL: authorities.ocspURL
    )
    let keys = authorities.personKeys
    let key = keys[Int(template.serial % UInt64(keys.count))]
    let certificate = try template.issue(for: key, by: authorities.customerCA)
    self.init(
      personalIdentityNumber: personalIdentityNumber,
      chain: [certificate, authorities.customerCA.certificate, authorities.bankCA.certificate],
      key: key
    )
  }
}
