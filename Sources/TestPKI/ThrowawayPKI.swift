/// A whole public key infrastructure for tests and demonstrations, in which nobody outside should ever trust:
/// TLS certificates for both ends, a hierarchy shaped like BankID's with as many persons as asked for, and an
/// organisation that may sign.
///
/// Person certificates are made on demand. The same number and name in the same PKI always give the same bytes.
package struct ThrowawayPKI: Sendable {
  package let tls: TLS
  package let bankID: BankID
  package let organisation: Organisation
  let people: People
  let weakKey: WeakKey

  /// Both ends of the connection, issued by one root.
  package struct TLS: Sendable {
    package let root: ThrowawayIdentity
    /// For 127.0.0.1, ::1 and localhost.
    package let server: ThrowawayIdentity
    package let client: ThrowawayIdentity
  }

  /// Root, bank CA and customer CA as in BankID, and the responder that answers for the customer CA.
  package struct BankID: Sendable {
    package let root: ThrowawayIdentity
    package let bankCA: ThrowawayIdentity
    package let customerCA: ThrowawayIdentity
    package let responder: ThrowawayIdentity
    /// Shared between persons, because a key takes some 70 ms to make.
    package let personKeys: [ThrowawayKey]
    /// Written into person certificates as the place to ask for their status; nil leaves it out.
    package let ocspURL: String?
  }

  /// An organisation's certificate for signing, under a hierarchy of its own.
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

  /// Makes everything but the persons; takes about a second, most of it for keys.
  ///
  /// - Parameters:
  ///   - ocspURL: put into the certificates of persons and of the organisation; nil leaves it out.
  ///   - organisationNumber: ten digits, the subject serialNumber of the organisation's certificate.
  ///   - personKeys: how many keys the persons share, at least one.
  ///   - sharesKeys: one key for every certificate, for tests that need a PKI quickly and do not look at its keys.
  package static func make(
    ocspURL: String? = nil,
    organisationName: String = "Throwaway Omsorg AB",
    organisationNumber: String = "5599990009",
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

  /// The roots whose signatures count in this PKI, the persons' and the organisation's, as PEM.
  package func signatureRootsPEM() throws(ThrowawayPKIError) -> [UInt8] {
    try bankID.root.certificate.pem() + organisation.root.certificate.pem()
  }

  /// The person with this number: from memory, from the directory, or newly made.
  ///
  /// - Parameters:
  ///   - personalIdentityNumber: twelve digits; check digit and date are not looked at, so that tests can be wrong.
  ///   - givenName: used only when the person is made for the first time.
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
