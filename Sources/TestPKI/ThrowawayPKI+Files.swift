/// The PKI as a directory of PEM files:
///
/// | file | content |
/// |---|---|
/// | `tls-root.pem`, `server.pem`, `client.pem` | the TLS root and the certificates it issued |
/// | `person-root.pem`, `bank-ca.pem`, `customer-ca.pem`, `ocsp-responder.pem` | the BankID-like hierarchy |
/// | `organisation-root.pem`, `organisation-policy-ca.pem`, `organisation-ca.pem`, `organisation-ocsp-responder.pem` | the organisation's hierarchy |
/// | `signing.pem` | the organisation's certificate with its chain |
/// | `persons/NUMBER.pem` | a person's certificate with its chain |
/// | `person-keys.key` | the keys that persons share |
/// | `weak.key` | a key that is too short, if a bad event has needed one |
/// | `ocsp-url.txt` | the OCSP responder in person certificates, if any |
///
/// The key of each certificate is in the same directory: `.key`, mode 0600.
extension ThrowawayPKI {
  /// - Parameter directory: created if missing (its parent must exist). An existing PKI is never overwritten.
  package func write(to directory: String) throws(ThrowawayPKIError) {
    let folder = DirectoryOfPEM(path: directory)
    try folder.create()
    guard !folder.exists("tls-root.pem") else { throw .alreadyExists(directory: directory) }
    try folder.write(Array(Self.warning.utf8), to: "THROWAWAY.txt")
    for (name, identity) in named { try folder.write(identity, chain: [identity.certificate], to: name) }
    try folder.write(organisation.signer, chain: organisation.chain, to: "signing")
    var keys: [UInt8] = []
    for key in bankID.personKeys { keys += try key.pem() }
    try folder.write(keys, to: "person-keys.key", secret: true)
    if let url = bankID.ocspURL { try folder.write(Array(url.utf8), to: "ocsp-url.txt") }
    try DirectoryOfPEM(path: folder.file("persons")).create()
    for person in people.all { try person.write(to: directory) }
  }

  /// Reads a PKI that ``write(to:)`` wrote. Persons created later are added to the directory.
  package static func load(from directory: String) throws(ThrowawayPKIError) -> ThrowawayPKI {
    let folder = DirectoryOfPEM(path: directory)
    let url =
      folder.exists("ocsp-url.txt") ? String(decoding: try folder.read("ocsp-url.txt"), as: UTF8.self) : nil
    return ThrowawayPKI(
      tls: TLS(
        root: try folder.identity("tls-root"),
        server: try folder.identity("server"),
        client: try folder.identity("client")
      ),
      bankID: BankID(
        root: try folder.identity("person-root"),
        bankCA: try folder.identity("bank-ca"),
        customerCA: try folder.identity("customer-ca"),
        responder: try folder.identity("ocsp-responder"),
        personKeys: try folder.keys("person-keys.key"),
        ocspURL: url
      ),
      organisation: Organisation(
        root: try folder.identity("organisation-root"),
        policyCA: try folder.identity("organisation-policy-ca"),
        issuingCA: try folder.identity("organisation-ca"),
        responder: try folder.identity("organisation-ocsp-responder"),
        signer: try folder.identity("signing")
      ),
      directory: directory
    )
  }

  /// Loads the PKI of a directory, or creates one there.
  package static func loadOrMake(in directory: String) throws(ThrowawayPKIError) -> ThrowawayPKI {
    if !DirectoryOfPEM(path: directory).exists("tls-root.pem") { try make().write(to: directory) }
    return try load(from: directory)
  }

  private var named: [(name: String, identity: ThrowawayIdentity)] {
    [
      ("tls-root", tls.root), ("server", tls.server), ("client", tls.client), ("person-root", bankID.root),
      ("bank-ca", bankID.bankCA), ("customer-ca", bankID.customerCA), ("ocsp-responder", bankID.responder),
      ("organisation-root", organisation.root), ("organisation-policy-ca", organisation.policyCA),
      ("organisation-ca", organisation.issuingCA), ("organisation-ocsp-responder", organisation.responder),
    ]
  }

  private static let warning = """
    Throw-away certificates for tests and demonstrations, created by elt-simulator.
    The private keys are in the same directory. Production systems must not trust these certificates.

    """
}

extension ThrowawayPerson {
  /// Writes `persons/NUMBER.pem` and `.key`.
  func write(to directory: String) throws(ThrowawayPKIError) {
    guard let certificate = chain.first else { return }
    let folder = DirectoryOfPEM(path: "\(directory)/persons")
    try folder.write(
      ThrowawayIdentity(certificate: certificate, key: key),
      chain: chain,
      to: personalIdentityNumber
    )
  }

  static func read(_ number: String, from directory: String) throws(ThrowawayPKIError) -> ThrowawayPerson? {
    guard number.utf8.count == 12, UInt64(number) != nil else { throw .personNumber }
    let folder = DirectoryOfPEM(path: "\(directory)/persons")
    guard folder.exists("\(number).pem"), folder.exists("\(number).key") else { return nil }
    let identity = try folder.identity(number)
    let chain = ThrowawayCertificate.all(inPEM: try folder.read("\(number).pem"))
    return ThrowawayPerson(personalIdentityNumber: number, chain: chain, key: identity.key)
  }
}

extension DirectoryOfPEM {
  func write(_ identity: ThrowawayIdentity, chain: [ThrowawayCertificate], to name: String)
    throws(ThrowawayPKIError)
  {
    var pem: [UInt8] = []
    for certificate in chain { pem += try certificate.pem() }
    try write(try identity.key.pem(), to: "\(name).key", secret: true)
    try write(pem, to: "\(name).pem")
  }

  /// The first certificate of `name.pem` with the key of `name.key`.
  func identity(_ name: String) throws(ThrowawayPKIError) -> ThrowawayIdentity {
    guard let certificate = ThrowawayCertificate.all(inPEM: try read("\(name).pem")).first else {
      throw .unreadable(path: file("\(name).pem"))
    }
    guard let key = try keys("\(name).key").first else { throw .unreadable(path: file("\(name).key")) }
    return ThrowawayIdentity(certificate: certificate, key: key)
  }

  func keys(_ name: String) throws(ThrowawayPKIError) -> [ThrowawayKey] {
    let found = ThrowawayKey.all(inPEM: try read(name))
    guard !found.isEmpty else { throw .unreadable(path: file(name)) }
    return found
  }
}
