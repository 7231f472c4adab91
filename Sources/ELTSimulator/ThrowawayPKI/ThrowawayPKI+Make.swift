/// Serial numbers of one PKI: counted for the fixed certificates, so that no issuer repeats one. Persons get theirs
/// from their number, far above.
struct SerialNumbers {
  private var last: UInt64 = 1000

  mutating func next() -> UInt64 {
    last += 1
    return last
  }
}

extension ThrowawayPKI {
  static func makeTLS(_ serials: inout SerialNumbers) throws(ThrowawayPKIError) -> TLS {
    let root = try identity(.authority("Throwaway ELT TLS Root CA", serial: serials.next(), root: true))
    return TLS(
      root: root,
      server: try identity(.tlsServer(serial: serials.next()), by: root),
      client: try identity(.tlsClient(serial: serials.next()), by: root)
    )
  }

  static func makeBankID(
    _ serials: inout SerialNumbers,
    ocspURL: String?,
    personKeys: Int
  ) throws(ThrowawayPKIError) -> BankID {
    let root = try identity(
      .authority("Throwaway Test BankID Root CA v1 Test", serial: serials.next(), root: true)
    )
    let bankCA = try identity(
      .authority("Throwaway Testbank A AB CA v1 for BankID Test", serial: serials.next()),
      by: root
    )
    let customerCA = try identity(
      .authority("Throwaway Testbank A AB Customer CA1 v1 for BankID Test", serial: serials.next()),
      by: bankCA
    )
    let responder = try identity(
      .responder("Throwaway Testbank A AB Customer CA1 OCSP Signing", serial: serials.next()),
      by: customerCA
    )
    var keys: [ThrowawayKey] = []
    for _ in 0..<max(1, personKeys) { keys.append(try ThrowawayKey()) }
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
    _ serials: inout SerialNumbers,
    name: String,
    number: String,
    ocspURL: String?
  ) throws(ThrowawayPKIError) -> Organisation {
    let root = try identity(.authority("Throwaway Organisation Root CA", serial: serials.next(), root: true))
    let policyCA = try identity(
      .authority("Throwaway Organisation Policy CA", serial: serials.next()),
      by: root
    )
    let issuingCA = try identity(
      .authority("Throwaway Organisation Issuing CA", serial: serials.next()),
      by: policyCA
    )
    let responder = try identity(
      .responder("Throwaway Organisation OCSP Signing", serial: serials.next()),
      by: issuingCA
    )
    let signer = try identity(
      .signer(
        subject: [("C", "SE"), ("O", name), ("serialNumber", "16" + number), ("CN", name)],
        serial: serials.next(),
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

  private static func identity(
    _ template: CertificateTemplate,
    by issuer: ThrowawayIdentity? = nil
  ) throws(ThrowawayPKIError) -> ThrowawayIdentity {
    let key = try ThrowawayKey()
    return ThrowawayIdentity(certificate: try template.issue(for: key, by: issuer), key: key)
  }
}
