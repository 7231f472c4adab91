internal import Signatures
package import TimeReport

/// Signatures as people and organisations of the PKI make them, each with an OCSP response of the same day.
extension ThrowawayPKI {
  /// A person's signature on one document.
  ///
  /// - Parameter date: the Swedish date of signing; the OCSP response is produced in its working hours.
  package func sign(
    document: Tidredovisning,
    by person: ThrowawayPerson,
    on date: CalendarDate
  ) throws(ThrowawayPKIError) -> ReportSignature {
    var generator = SystemRandomNumberGenerator()
    return try sign(
      Array(document.toBeSigned.utf8),
      visibleText: Self.visibleText(for: document),
      by: person,
      on: date,
      using: &generator
    )
  }

  /// A person's signature with any hidden data, right or wrong.
  ///
  /// - Parameters:
  ///   - data: what becomes `usrNonVisibleData`; nil leaves the element out.
  ///   - generator: gives the random part of the OCSP nonce and the time of day, the only things that differ from one
  ///     signature to the next.
  package func sign(
    _ data: [UInt8]?,
    visibleText: String,
    by person: ThrowawayPerson,
    on date: CalendarDate,
    using generator: inout some RandomNumberGenerator
  ) throws(ThrowawayPKIError) -> ReportSignature {
    try sign(
      data,
      visibleText: visibleText,
      key: person.key,
      chain: person.chain,
      responder: bankID.responder,
      on: date,
      using: &generator
    )
  }

  /// The organisation's own signature on one document.
  package func signAsOrganisation(
    document: Tidredovisning,
    on date: CalendarDate
  ) throws(ThrowawayPKIError) -> ReportSignature {
    var generator = SystemRandomNumberGenerator()
    return try sign(
      Array(document.toBeSigned.utf8),
      visibleText: Self.visibleText(for: document),
      key: organisation.signer.key,
      chain: organisation.chain,
      responder: organisation.responder,
      on: date,
      using: &generator
    )
  }

  static func visibleText(for document: Tidredovisning) -> String {
    "Jag skriver under tidredovisningen för \(document.month)."
  }

  private func sign(
    _ data: [UInt8]?,
    visibleText: String,
    key: ThrowawayKey,
    chain: [ThrowawayCertificate],
    responder: ThrowawayIdentity,
    on date: CalendarDate,
    using generator: inout some RandomNumberGenerator
  ) throws(ThrowawayPKIError) -> ReportSignature {
    let signature: [UInt8]
    do {
      signature = try BankIDSigning(key: key.signingKey, chain: chain.map(\.der)).sign(
        visibleText: visibleText,
        nonVisibleData: data,
        displayName: "Throwaway Omsorg"
      )
    } catch {
      throw .openssl("make an XML signature")
    }
    // Between 7 and 15 UTC, so that the Swedish date is the same whatever the season.
    let secondOfDay = 7 * 3600 + Int(generator.next() % (8 * 3600))
    let response = OCSPResponse(
      for: chain[0],
      issuer: chain[1],
      responder: responder,
      producedAt: date.daysSinceEpoch * 86_400 + secondOfDay,
      nonce: OCSPResponse.nonce(boundTo: signature, using: &generator)
    )
    return ReportSignature(signature: signature, ocspResponse: try response.der(), signedOn: date)
  }
}
