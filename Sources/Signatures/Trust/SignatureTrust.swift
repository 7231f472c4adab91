internal import TimeReport
internal import PKI

/// Whose signatures count: chains to configured roots, an OCSP response from the moment of signing, and for a provider one of
/// those who may sign for it.
package struct SignatureTrust: Sendable {
  /// For signatures of persons; where neither these nor the organisations' are configured, any chain passes.
  package var persons: TrustedRoots?
  /// For providers that sign with a certificate of their organisation.
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

  func look(at signature: SignatureToTrust, now: Int, _ walk: inout VerificationWalk) {
    walk.add(checkAuthorisation(of: signature))
    walk.add(TrustedChain.checkUsage(of: signature.chain, role: signature.role))
    let ocsp = checkOCSP(of: signature, now)
    // A time that turns out to be a lie does no harm: what makes it one is a failure of its own.
    let time = ocsp.producedAt ?? signature.submitted.signedOn.noon
    walk.add(checkChain(of: signature, at: time))
    walk.add(ocsp.steps)
    walk.add(checkDate(of: signature, ocsp))
  }

  private func checkAuthorisation(of signature: SignatureToTrust) -> CheckedStep {
    guard let authorisedSigners, signature.role == .provider else {
      return .skipped(.authorisation, "it is for a provider's signature, and only where a list is configured")
    }
    guard let provider = signature.document.organisationNumber else {
      return .skipped(.authorisation, "the assisted person is the employer, so there is no provider")
    }
    guard let signer = signature.chain.first else { return .skipped(.authorisation, "nobody has signed") }
    if signer.organisationNumber == provider { return .passed(.authorisation, "the provider itself") }
    let number = signature.isPersons ? signer.subjectSerialNumber : signer.organisationNumber
    return number.map { authorisedSigners.maySign($0, for: provider) } == true
      ? .passed(.authorisation, "on the provider's list")
      : .failed(
        .authorisation,
        .signatureNotAuthorised,
        "Who signed for the provider is not among those that are configured to sign for it."
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
      // Never to be passed over: without roots nothing else would refuse it.
      return .none(
        "the issuer of the signer's certificate is not known",
        but: .failed(
          .ocspResponder,
          .ocspResponder,
          "The issuer of the signer's certificate is not known, so nobody can be trusted to vouch for it."
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

  /// `producedAt` is the time of signing, once the response is found to be in order.
  private func checkDate(of signature: SignatureToTrust, _ ocsp: OCSPCheck.Verdict) -> CheckedStep {
    guard let producedAt = ocsp.producedAt, ocsp.failures.isEmpty else {
      return .skipped(.dateOfSigning, "no OCSP response says when it was signed")
    }
    let date = SwedishTime.date(at: producedAt)
    return date == signature.submitted.signedOn
      ? .passed(.dateOfSigning, "\(date)")
      : .failed(
        .dateOfSigning,
        .signatureDateOfSigning,
        "The date of signing is not the day on which, by its OCSP response, the signature was made.",
        expected: "\(date)",
        found: "\(signature.submitted.signedOn)"
      )
  }
}

extension CalendarDate {
  /// Seconds since 1970 at noon in UTC: the date is Swedish, and noon is the same date in both.
  fileprivate var noon: Int { daysSinceEpoch * 86_400 + 43_200 }
}
