internal import PKI

/// The form of a good OCSP response. Both mean the same.
package enum OCSPForm: String, Sendable, CaseIterable {
  /// As RFC 6960 and RFC 8954 describe it: with nextUpdate, and a nonce in an OCTET STRING that is not critical.
  case standard
  /// As BankID's production answered in November 2025: without nextUpdate, a bare and critical nonce, and a responder with
  /// a certificate for half a year, critical basicConstraints and key usage nonRepudiation only.
  case production
}

/// An issuer of certificates and the OCSP responder that answers for them.
package struct ThrowawayStatusAuthority: Sendable {
  let issuer: ThrowawayIdentity
  /// With its certificate for the standard form.
  let responder: ThrowawayIdentity

  /// - Parameter time: when the responder answers, seconds since 1970.
  package func responder(in form: OCSPForm, at time: Int) throws(ThrowawayPKIError) -> ThrowawayIdentity {
    switch form {
    case .standard: return responder
    case .production:
      let halfYear = 365 * 86_400 / 2
      let template = CertificateTemplate.productionResponder(
        serial: UInt64(max(0, time / halfYear)) + 1_000_000,
        from: time / halfYear * halfYear,
        until: (time / halfYear + 1) * halfYear
      )
      return ThrowawayIdentity(
        certificate: try template.issue(for: responder.key, by: issuer),
        key: responder.key
      )
    }
  }
}

extension ThrowawayPKI.BankID {
  /// The customer CA and its responder.
  package var statusAuthority: ThrowawayStatusAuthority { .init(issuer: customerCA, responder: responder) }
}

extension ThrowawayPKI.Organisation {
  /// The issuing CA and its responder.
  package var statusAuthority: ThrowawayStatusAuthority { .init(issuer: issuingCA, responder: responder) }
}

extension OCSPResponse {
  /// A good response of an authority's responder.
  package init(
    for certificate: ThrowawayCertificate,
    by authority: ThrowawayStatusAuthority,
    in form: OCSPForm = .standard,
    producedAt: Int,
    nonce: [UInt8]?
  ) throws(ThrowawayPKIError) {
    self.init(
      for: certificate,
      issuer: authority.issuer.certificate,
      responder: try authority.responder(in: form, at: producedAt),
      producedAt: producedAt,
      nonce: nonce
    )
    guard form == .production else { return }
    lifetime = nil
    nonceEncoding = .bare
    isNonceCritical = true
  }
}

extension CertificateTemplate {
  /// - Parameters:
  ///   - from: seconds since 1970.
  ///   - until: the last second of validity, since 1970.
  fileprivate static func productionResponder(serial: UInt64, from: Int, until: Int) -> CertificateTemplate {
    var template = responder("Throwaway OCSP Signing of half a year", serial: serial)
      .replacing("keyUsage", with: "critical,nonRepudiation")
      .replacing("basicConstraints", with: "critical,CA:FALSE")
    template.validity = .init(from: from, until: until)
    return template
  }
}
