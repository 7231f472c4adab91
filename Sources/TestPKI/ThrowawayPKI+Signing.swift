internal import Signatures
package import TimeReport

/// Signatures of persons and organisations, each with an OCSP response of the same day.
extension ThrowawayPKI {
  /// Signs one document as a person.
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

  /// Signs any hidden data, valid or not, as a person.
  ///
  /// - Parameters:
  ///   - data: the content of `usrNonVisibleData`; nil omits the element.
  ///   - isFormatted: whether the visible text has BankID's simple Markdown.
  ///   - form: of the OCSP response.
  ///   - generator: determines the random part of the OCSP nonce and the time of day; everything else is deterministic.
  package func sign(
    _ data: [UInt8]?,
    visibleText: String,
    isFormatted: Bool = false,
    by person: ThrowawayPerson,
    form: OCSPForm = .standard,
    on date: CalendarDate,
    using generator: inout some RandomNumberGenerator
  ) throws(ThrowawayPKIError) -> ReportSignature {
    try sign(
      data,
      visibleText: visibleText,
      isFormatted: isFormatted,
      by: signer(person, form: form),
      on: date,
      using: &generator
    )
  }

  /// Signs one document as the organisation.
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
        authority: organisation.statusAuthority
      ),
      on: date,
      using: &generator
    )
  }

  package static func visibleText(for document: Tidredovisning) -> String {
    "Jag skriver under tidredovisningen för \(document.month)."
  }

  /// A person as a signer, with the customer CA's OCSP responder.
  package func signer(_ person: ThrowawayPerson, form: OCSPForm = .standard) -> ThrowawaySigner {
    ThrowawaySigner(key: person.key, chain: person.chain, authority: bankID.statusAuthority, form: form)
  }

  /// Signs any hidden data as any signer.
  package func sign(
    _ data: [UInt8]?,
    visibleText: String,
    isFormatted: Bool = false,
    by signer: ThrowawaySigner,
    on date: CalendarDate,
    using generator: inout some RandomNumberGenerator
  ) throws(ThrowawayPKIError) -> ReportSignature {
    let signature: [UInt8]
    do {
      signature = try BankIDSigning(key: signer.key.signingKey, chain: signer.chain.map(\.der)).sign(
        visibleText: visibleText,
        isFormatted: isFormatted,
        nonVisibleData: data,
        displayName: "Throwaway Omsorg"
      )
    } catch {
      throw .openssl("make an XML signature")
    }
    return try signer.stapled(signature, on: date, using: &generator)
  }
}
