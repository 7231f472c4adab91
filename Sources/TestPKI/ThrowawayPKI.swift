/// A complete public key infrastructure for tests and demonstrations, which production systems must not trust: TLS
/// certificates for client and server, a hierarchy like BankID's with any number of persons, and an organisation that signs.
///
/// Person certificates are issued on demand. The same number and name in the same PKI always give the same bytes.
package struct ThrowawayPKI: Sendable {
  package let tls: TLS
  package let bankID: BankID
  package let organisation: Organisation
  let people: People
  let weakKey: WeakKey

  /// The certificates of client and server, issued by one root.
  package struct TLS: Sendable {
    package let root: ThrowawayIdentity
    /// For 127.0.0.1, ::1 and localhost.
    package let server: ThrowawayIdentity
    package let client: ThrowawayIdentity
  }

  /// Root, bank CA and customer CA as in BankID, and the OCSP responder of the customer CA.
  package struct BankID: Sendable {
    package let root: ThrowawayIdentity
    package let bankCA: ThrowawayIdentity
    package let customerCA: ThrowawayIdentity
    package let responder: ThrowawayIdentity
    /// Shared between persons, because generating a key takes about 70 ms.
    let personKeys: [ThrowawayKey]
    /// The OCSP responder named in person certificates; nil omits it.
    package let ocspURL: String?
  }

  /// An organisation's certificate for signing, under its own hierarchy.
  package struct Organisation: Sendable {
    package let root: ThrowawayIdentity
    package let policyCA: ThrowawayIdentity
    package let issuingCA: ThrowawayIdentity
    package let responder: ThrowawayIdentity
    package let signer: ThrowawayIdentity
    /// The signer, the issuing CA and the policy CA; no root.
    package var chain: [ThrowawayCertificate] {
      [signer.certificate, issuingCA.certificate, policyCA.certificate]
    }
  }

  init(tls: TLS, bankID: BankID, organisation: Organisation, directory: String?) {
    self.tls = tls
    self.bankID = bankID
    self.organisation = organisation
    people = People(authorities: bankID, directory: directory)
    weakKey = WeakKey(directory: directory)
  }

  /// Creates everything except the persons. Takes about one second, mostly for keys.
  ///
  /// - Parameters:
  ///   - ocspURL: the OCSP responder named in the certificates of persons and of the organisation; nil omits it.
  ///   - organisationNumber: ten digits, the subject serialNumber of the organisation's certificate.
  ///   - personKeys: the number of keys that the persons share, at least one.
  ///   - sharesKeys: one key for every certificate, for tests that need a PKI quickly and do not depend on its keys.
  package static func make(
    ocspURL: String? = nil,
    organisationName: String = "Throwaway Omsorg AB",
    organisationNumber: String = "5599990008",
    personKeys: Int = 3,
    sharesKeys: Bool = false
  ) throws(ThrowawayPKIError) -> ThrowawayPKI {
    var maker = try IdentityMaker(sharesKeys: sharesKeys)
    return ThrowawayPKI(
      tls: try makeTLS(&maker),
      bankID: try makeBankID(&maker, ocspURL: ocspURL, personKeys: personKeys),
      organisation: try makeOrganisation(
        &maker,
        name: organisationName,
        number: organisationNumber,
        ocspURL: ocspURL
      ),
      directory: nil
    )
  }

  /// The roots of persons and of the organisation, as PEM.
  package func signatureRootsPEM() throws(ThrowawayPKIError) -> [UInt8] {
    try bankID.root.certificate.pem() + organisation.root.certificate.pem()
  }

  /// Returns the person with this number: from memory, from the directory, or newly created.
  ///
  /// - Parameters:
  ///   - personalIdentityNumber: twelve digits; check digit and date are not checked, so that tests can use invalid numbers.
  ///   - givenName: used only when the person is created.
  package func person(
    personalIdentityNumber: String,
    givenName: String = "Test",
    familyName: String = "Person"
  ) throws(ThrowawayPKIError) -> ThrowawayPerson {
    try people.person(
      personalIdentityNumber: personalIdentityNumber,
      givenName: givenName,
      familyName: familyName
    )
  }
}
