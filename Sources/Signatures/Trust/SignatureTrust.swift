internal import PKI
package import TimeReport

/// The trust policy: chains must lead to configured roots, an OCSP response must prove the certificate good at the time of
/// signing, and a provider's signer must be authorised.
package struct SignatureTrust: Sendable {
  /// For signatures of persons. If neither these nor the organisations' roots are configured, chains are not verified.
  package var persons: TrustedRoots?
  /// For signatures with a certificate of the provider's organisation.
  package var organisations: TrustedRoots?
  package var ocsp: OCSPPolicy
  /// nil: any person may sign for any provider.
  package var authorisedSigners: AuthorisedSigners?

  package init(
    persons: TrustedRoots? = nil,
    organisations: TrustedRoots? = nil,
    ocsp: OCSPPolicy = OCSPPolicy(),
    authorisedSigners: AuthorisedSigners? = nil
  ) {
    self.persons = persons
    self.organisations = organisations
    self.ocsp = ocsp
    self.authorisedSigners = authorisedSigners
  }

  func check(_ signature: SignatureToTrust, now: Int, _ results: inout StepResults) {
    results.add(checkAuthorisation(of: signature))
    results.add(TrustedChain.checkUsage(of: signature.chain, role: signature.role))
    let ocsp = checkOCSP(of: signature, now)
    // A wrong time does no harm, because another check rejects it.
    let time = ocsp.producedAt ?? signature.submitted.signedOn.noon
    results.add(checkChain(of: signature, at: time))
    results.add(ocsp.steps)
    results.add(checkDate(of: signature, ocsp))
  }

  private func checkAuthorisation(of signature: SignatureToTrust) -> CheckedStep {
    guard let authorisedSigners, signature.role == .provider else {
      return .skipped(
        .authorisation,
        "it applies to a provider's signature, and only if a list is configured"
      )
    }
    guard let provider = signature.document.organisationNumber else {
      return .skipped(.authorisation, "the assisted person is the employer, so there is no provider")
    }
    guard let signer = signature.chain.first else { return .skipped(.authorisation, "there is no signer") }
    if signer.organisationNumber == provider { return .passed(.authorisation, "the provider itself") }
    let number = signature.isPersons ? signer.subjectSerialNumber : signer.organisationNumber?.digits
    return number.map { authorisedSigners.maySign($0, for: provider) } == true
      ? .passed(.authorisation, "on the provider's list")
      : .failed(
        .authorisation,
        .signatureNotAuthorised,
        "The signer is not on the provider's list of authorised signers."
      )
  }

  private func checkChain(of signature: SignatureToTrust, at time: Int) -> [CheckedStep] {
    guard persons != nil || organisations != nil else {
      let reason = "no roots are configured"
      return [.skipped(.chain, reason), .skipped(.validity, reason)]
    }
    guard let roots = signature.isPersons ? persons : organisations else {
      let what = signature.isPersons ? "persons" : "organisations"
      return [.failed(.chain, .signatureUntrusted, "No roots are configured for certificates of \(what).")]
    }
    return TrustedChain(roots: roots).check(signature.chain, at: time)
  }

  private func checkOCSP(of signature: SignatureToTrust, _ now: Int) -> OCSPCheck.Verdict {
    guard let certificate = signature.chain.first,
      let issuer = signature.chain.dropFirst().first ?? organisations?.issuer(of: certificate)
    else {
      // Must fail: without roots no other check would refuse it.
      return .none(
        "the issuer of the signer's certificate is unknown",
        but: .failed(
          .ocspResponder,
          .ocspResponder,
          "The issuer of the signer's certificate is unknown, so no responder can be trusted."
        )
      )
    }
    return OCSPCheck(policy: ocsp).verdict(
      on: signature.submitted.ocspResponse,
      for: certificate,
      issuedBy: issuer,
      boundTo: signature.submitted.signature,
      now: now
    )
  }

  /// `producedAt` of a valid response is the time of signing.
  private func checkDate(of signature: SignatureToTrust, _ ocsp: OCSPCheck.Verdict) -> CheckedStep {
    guard let producedAt = ocsp.producedAt, ocsp.failures.isEmpty else {
      return .skipped(.dateOfSigning, "no valid OCSP response gives the time of signing")
    }
    let date = SwedishTime.date(at: producedAt)
    return date == signature.submitted.signedOn
      ? .passed(.dateOfSigning, "\(date)")
      : .failed(
        .dateOfSigning,
        .signatureDateOfSigning,
        "The date of signing differs from the date of the OCSP response.",
        expected: "\(date)",
        found: "\(signature.submitted.signedOn)"
      )
  }
}

extension CalendarDate {
  /// Seconds since 1970 at noon in UTC: the date is Swedish, and noon is the same date in both.
  fileprivate var noon: Int { daysSinceEpoch * 86_400 + 43_200 }
}

/// A signature whose certificates are readable and not yet trusted.
struct SignatureToTrust {
  /// The signer's first; never empty.
  let chain: [Certificate]
  let role: SignatureRole
  /// The submitted signature, OCSP response and date.
  let submitted: ReportSignature
  let document: Tidredovisning

  /// An assistant is always a person.
  var isPersons: Bool { role == .assistant || chain.first?.isPersons == true }
}

/// The persons and organisations that may sign for each provider. Its description is redacted.
package struct AuthorisedSigners: Redacted {
  private let byProvider: [OrganisationNumber: Set<String>]

  /// - Parameter byProvider: The signers of each provider: personal numbers of twelve digits and organisation numbers of ten.
  package init(byProvider: [OrganisationNumber: Set<String>]) { self.byProvider = byProvider }

  /// A provider without a list has no authorised signers: a forgotten list must not accept everyone.
  func maySign(_ number: String, for provider: OrganisationNumber) -> Bool {
    byProvider[provider]?.contains(number) == true
  }
}
