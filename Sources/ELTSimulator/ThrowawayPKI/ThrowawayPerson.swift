/// A person who can sign: a certificate with its key, and the chain that BankID puts into a signature.
package struct ThrowawayPerson: Sendable, CustomStringConvertible, CustomReflectable {
  /// Twelve digits.
  package let personalIdentityNumber: String
  /// The person, the customer CA and the bank CA; no root.
  package let chain: [ThrowawayCertificate]
  package let key: ThrowawayKey

  /// The number stays out of logs even where it is made up, so that no log needs an exception.
  package var description: String { "ThrowawayPerson(redacted)" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension ThrowawayPerson {
  /// Makes the certificate of a person, the same bytes whenever it is called with the same values.
  init(
    personalIdentityNumber: String,
    givenName: String,
    familyName: String,
    authorities: ThrowawayPKI.BankID
  ) throws(ThrowawayPKIError) {
    guard personalIdentityNumber.utf8.count == 12, let serial = UInt64(personalIdentityNumber) else {
      throw .personNumber
    }
    let keys = authorities.personKeys
    let name = String("\(givenName) \(familyName)".unicodeScalars.prefix(64))
    let key = keys[Int(serial % UInt64(keys.count))]
    let template = CertificateTemplate.signer(
      subject: [
        ("C", "SE"), ("O", "Throwaway Testbank A AB (publ)"), ("SN", familyName), ("GN", givenName),
        ("serialNumber", personalIdentityNumber), ("CN", name),
      ],
      serial: serial,
      ocspURL: authorities.ocspURL
    )
    let certificate = try template.issue(for: key, by: authorities.customerCA)
    self.init(
      personalIdentityNumber: personalIdentityNumber,
      chain: [certificate, authorities.customerCA.certificate, authorities.bankCA.certificate],
      key: key
    )
  }
}
