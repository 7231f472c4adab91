internal import PKI

/// Assigns serial numbers and keys while a PKI is created.
struct IdentityMaker {
  private var lastSerial: UInt64 = 1000
  /// The key of all certificates, if they share one.
  private let onlyKey: ThrowawayKey?

  init(sharesKeys: Bool) throws(ThrowawayPKIError) {
    onlyKey = sharesKeys ? try ThrowawayKey() : nil
  }

  func key() throws(ThrowawayPKIError) -> ThrowawayKey {
    if let onlyKey { return onlyKey }
    return try ThrowawayKey()
  }

  /// Counts up, so that no issuer repeats a serial number. Those of persons are derived from their numbers and far higher.
  mutating func serial() -> UInt64 {
    lastSerial += 1
    return lastSerial
  }

  func identity(
    _ template: CertificateTemplate,
    by issuer: ThrowawayIdentity? = nil
  ) throws(ThrowawayPKIError) -> ThrowawayIdentity {
    let key = try key()
    return ThrowawayIdentity(certificate: try template.issue(for: key, by: issuer), key: key)
  }
}

extension ThrowawayPKI.BankID {
  enum Names {
    static let root = "Throwaway Test BankID Root CA v1 Test"
    static let bankCA = "Throwaway Testbank A AB CA v1 for BankID Test"
    static let customerCA = "Throwaway Testbank A AB Customer CA1 v1 for BankID Test"
    static let responder = "Throwaway Testbank A AB Customer CA1 OCSP Signing"
  }
}

extension ThrowawayPKI {
  static func makeTLS(_ maker: inout IdentityMaker) throws(ThrowawayPKIError) -> TLS {
    let root = try maker.identity(.authority("Throwaway ELT TLS Root CA", serial: maker.serial(), root: true))
    return TLS(
      root: root,
      server: try maker.identity(.tlsServer(serial: maker.serial()), by: root),
      client: try maker.identity(.tlsClient(serial: maker.serial()), by: root)
    )
  }

  static func makeBankID(
    _ maker: inout IdentityMaker,
    ocspURL: String?,
    personKeys: Int
  ) throws(ThrowawayPKIError) -> BankID {
    let root = try maker.identity(
      .authority(BankID.Names.root, serial: maker.serial(), root: true)
    )
    let bankCA = try maker.identity(
      .authority(BankID.Names.bankCA, serial: maker.serial()),
      by: root
    )
    let customerCA = try maker.identity(
      .authority(BankID.Names.customerCA, serial: maker.serial()),
      by: bankCA
    )
    let responder = try maker.identity(
      .responder(BankID.Names.responder, serial: maker.serial()),
      by: customerCA
    )
    var keys: [ThrowawayKey] = []
    for _ in 0..<max(1, personKeys) { keys.append(try maker.key()) }
    return BankID(
      root: root,
      bankCA: bankCA,
      customerCA: customerCA,
      responder: responder,
      personKeys: keys,
      ocspURL: ocspURL
    )
  }

  static func makeOrganisation(
    _ maker: inout IdentityMaker,
    name: String,
    number: String,
    ocspURL: String?
  ) throws(ThrowawayPKIError) -> Organisation {
    let root = try maker.identity(
      .authority("Throwaway Organisation Root CA", serial: maker.serial(), root: true)
    )
    let policyCA = try maker.identity(
      .authority("Throwaway Organisation Policy CA", serial: maker.serial()),
      by: root
    )
    let issuingCA = try maker.identity(
      .authority("Throwaway Organisation Issuing CA", serial: maker.serial()),
      by: policyCA
    )
    let responder = try maker.identity(
      .responder("Throwaway Organisation OCSP Signing", serial: maker.serial()),
      by: issuingCA
    )
    let signer = try maker.identity(
      .signer(
        subject: [("C", "SE"), ("O", name), ("serialNumber", "16" + number), ("CN", name)],
        serial: maker.serial(),
        ocspURL: ocspURL
      ),
      by: issuingCA
    )
    return Organisation(
      root: root,
      policyCA: policyCA,
      issuingCA: issuingCA,
      responder: responder,
      signer: signer
    )
  }
}

extension ThrowawayPKI {
  /// Issues another certificate for the client's key.
  ///
  /// - Parameters:
  ///   - from: seconds since 1970.
  ///   - until: the last second of validity, since 1970.
  package func renewedClient(from: Int, until: Int) throws(ThrowawayPKIError) -> ThrowawayCertificate {
    var template = CertificateTemplate.tlsClient(serial: 700)
    template.validity = .init(from: from, until: until)
    return try template.issue(for: tls.client.key, by: tls.root)
  }
}
