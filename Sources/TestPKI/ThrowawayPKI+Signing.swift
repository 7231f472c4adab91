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
      by: signer(person),
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
      by: ThrowawaySigner(
        key: organisation.signer.key,
        chain: organisation.chain,
        responder: organisation.responder
      ),
      on: date,
      using: &generator
    )
  }

  package static func visibleText(for document: Tidredovisning) -> String {
    "Jag skriver under tidredovisningen för \(document.month)."
  }

  /// A person for whose certificate the customer CA's responder answers.
  package func signer(_ person: ThrowawayPerson) -> ThrowawaySigner {
    ThrowawaySigner(key: person.key, chain: person.chain, responder: bankID.responder)
  }

  /// A signature of anybody, right or wrong.
  package func sign(
    _ data: [UInt8]?,
    visibleText: String,
    by signer: ThrowawaySigner,
    on date: CalendarDate,
    using generator: inout some RandomNumberGenerator
  ) throws(ThrowawayPKIError) -> ReportSignature {
    let signature: [UInt8]
    do {
      signature = try BankIDSigning(key: signer.key.signingKey, chain: signer.chain.map(\.der)).sign(
        visibleText: visibleText,
        nonVisibleData: data,
        displayName: "Throwaway Omsorg"
      )
    } catch {
      throw .openssl("make an XML signature")
    }
    return try signer.vouched(signature, on: date, using: &generator)
  }
}
