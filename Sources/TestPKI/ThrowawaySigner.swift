package import TimeReport

/// A signer and the authority that answers for its certificate.
package struct ThrowawaySigner: Sendable {
  let key: ThrowawayKey
  /// The signer's certificate first, no root.
  let chain: [ThrowawayCertificate]
  let authority: ThrowawayStatusAuthority
  var form = OCSPForm.standard

  /// Adds an OCSP response that is bound to these bytes, whether or not they are a valid signature.
  ///
  /// - Parameter date: the Swedish date of signing; the OCSP response is produced in its working hours.
  package func stapled(
    _ signature: [UInt8],
    on date: CalendarDate,
    using generator: inout some RandomNumberGenerator
  ) throws(ThrowawayPKIError) -> ReportSignature {
    // Between 7 and 15 UTC, so that the Swedish date is the same in summer and winter.
    let secondOfDay = 7 * 3600 + Int(generator.next() % (8 * 3600))
    let response = try OCSPResponse(
      for: chain[0],
      by: authority,
      in: form,
      producedAt: date.daysSinceEpoch * 86_400 + secondOfDay,
      nonce: OCSPResponse.nonce(boundTo: signature, using: &generator)
    )
    return ReportSignature(signature: signature, ocspResponse: try response.der(), signedOn: date)
  }
}
