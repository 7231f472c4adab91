package import TimeReport
package import PKI

/// Verifies that an OCSP response proves a certificate good when it made a signature. Uses no network and no clock except
/// the given time.
///
/// Every check is made, so that a sender gets all problems at once. Whether the issuer is trusted is verified elsewhere.
package struct OCSPCheck: Sendable {
  private let policy: OCSPPolicy

  package init(policy: OCSPPolicy = OCSPPolicy()) { self.policy = policy }

  /// The result of all checks.
  package struct Verdict: Sendable {
    /// In order.
    package let steps: [CheckedStep]
    /// The time of signing, seconds since 1970; trustworthy only if no check failed. nil if the response is unreadable.
    package let producedAt: Int?

    /// Skips every check but one.
    ///
    /// - Parameter failure: the failed check.
    static func none(_ reason: String, but failure: CheckedStep) -> Verdict {
      let steps: [VerificationStep] = [
        .ocspResponse, .ocspCertificate, .ocspStatus, .ocspResponder, .ocspSignature, .ocspTimes, .ocspNonce,
      ]
      return Verdict(
        steps: steps.map { step in
          failure.step == step ? failure : .skipped(step, reason)
        },
        producedAt: nil
      )
    }

    /// Every problem; empty if the response is accepted.
    package var failures: [(code: ProblemCode, message: String)] { steps.compactMap(\.failure) }
  }

  /// - Parameters:
  ///   - response: DER.
  ///   - certificate: the signer's certificate.
  ///   - issuer: the certificate of its issuer.
  ///   - signature: the XML of the signature that the response belongs to.
  ///   - now: seconds since 1970.
  package func verdict(
    on response: [UInt8],
    for certificate: Certificate,
    issuedBy issuer: Certificate,
    boundTo signature: [UInt8],
    now: Int
  ) -> Verdict {
    guard !response.isEmpty else {
      return unreadable(.ocspMissing, "There is no OCSP response.")
    }
    let parsed: ParsedOCSPResponse
    do { parsed = try ParsedOCSPResponse(response) } catch {
      switch error {
      case .unreadable where Base64.decode(response, whiteSpace: .skipped)?.first == 0x30:
        return unreadable(.ocspEncodedTwice, "The OCSP response was encoded in base64 twice.")
      case .unreadable: return unreadable(.ocspUnreadable, "The OCSP response is unreadable.")
      case .notSuccessful(let status):
        return unreadable(
          .ocspNotSuccessful,
          "The OCSP responder returned error \(status) instead of a status."
        )
      case .tooManyCertificates:
        return unreadable(
          .ocspTooManyCertificates,
          "The OCSP response has more than \(ParsedOCSPResponse.maximumCertificates) certificates."
        )
      case .tooManyStatuses:
        return unreadable(
          .ocspTooManyStatuses,
          "The OCSP response has more than \(ParsedOCSPResponse.maximumStatuses) statuses."
        )
      }
    }
    guard !parsed.hasCriticalExtension else {
      return unreadable(
        .ocspUnreadable,
        "The OCSP response has an unknown critical extension."
      )
    }
    var steps = [
      CheckedStep.passed(
        .ocspResponse,
        "\(response.count) bytes, produced at \(parsed.producedAt.swedishTime)"
      )
    ]
    steps += checkStatus(parsed, certificate, issuer, now)
    steps += OCSPResponder(response: parsed, issuer: issuer, policy: policy).steps
    steps.append(checkNonce(parsed, signature))
    let order = VerificationStep.allCases
    steps.sort { (order.firstIndex(of: $0.step) ?? 0) < (order.firstIndex(of: $1.step) ?? 0) }
    return Verdict(steps: steps, producedAt: parsed.producedAt)
  }

  private func unreadable(_ code: ProblemCode, _ message: String) -> Verdict {
    let rest: [VerificationStep] = [
      .ocspCertificate, .ocspStatus, .ocspResponder, .ocspSignature, .ocspTimes, .ocspNonce,
    ]
    return Verdict(
      steps: [.failed(.ocspResponse, code, message)]
        + rest.map { .skipped($0, "there is no readable OCSP response") },
      producedAt: nil
    )
  }

  private func checkStatus(
    _ response: ParsedOCSPResponse,
    _ certificate: Certificate,
    _ issuer: Certificate,
    _ now: Int
  ) -> [CheckedStep] {
    let hashes = policy.acceptsSHA256CertID ? [HashFunction.sha1, .sha256] : [.sha1]
    let status: ParsedOCSPResponse.Status
    switch response.status(of: certificate, issuedBy: issuer, hashes: hashes) {
    case .found(let found): status = found
    case .otherHash:
      return unnamed(
        .ocspCertIDHash,
        "The OCSP response names the certificate with a hash function that is not accepted."
      )
    case .otherCertificate:
      return unnamed(
        .ocspOtherCertificate,
        "The OCSP response does not name the signer's certificate exactly once."
      )
    }
    return [
      .passed(.ocspCertificate, "the signer's, named by \(status.hash.rawValue) hashes"),
      checkState(status.state),
      checkTimes(of: response, status, now),
    ]
  }

  private func unnamed(_ code: ProblemCode, _ message: String) -> [CheckedStep] {
    let reason = "the OCSP response is not for the signer's certificate"
    return [
      .failed(.ocspCertificate, code, message), .skipped(.ocspStatus, reason), .skipped(.ocspTimes, reason),
    ]
  }

  private func checkState(_ state: ParsedOCSPResponse.CertificateState) -> CheckedStep {
    switch state {
    case .good: .passed(.ocspStatus, "good")
    case .revoked:
      .failed(.ocspStatus, .ocspRevoked, "The signer's certificate had been revoked.")
    case .unknown:
      .failed(.ocspStatus, .ocspUnknown, "The OCSP responder does not know the signer's certificate.")
    }
  }

  /// `producedAt` is the time of signing, so it must lie between thisUpdate and nextUpdate. A responder may take the two
  /// times from different clocks or moments, so thisUpdate may be a little later.
  private func checkTimes(
    of response: ParsedOCSPResponse,
    _ status: ParsedOCSPResponse.Status,
    _ now: Int
  ) -> CheckedStep {
    let producedAt = response.producedAt
    guard producedAt <= now + policy.clockTolerance else {
      return .failed(
        .ocspTimes,
        .ocspFuture,
        "The OCSP response is dated in the future.",
        expected: "produced at \(now.swedishTime) at the latest",
        found: producedAt.swedishTime
      )
    }
    guard let from = status.thisUpdate,
      let until = status.hasNextUpdate ? status.nextUpdate : from + OCSPPolicy.lifetimeWithoutNextUpdate,
      from <= producedAt + policy.clockTolerance, producedAt <= until
    else {
      return .failed(
        .ocspTimes,
        .ocspStale,
        "The OCSP response was not produced between its thisUpdate and nextUpdate.",
        expected: "produced between \(status.text)",
        found: producedAt.swedishTime
      )
    }
    return .passed(.ocspTimes, "produced at \(producedAt.swedishTime), between \(status.text)")
  }

  private func checkNonce(_ response: ParsedOCSPResponse, _ signature: [UInt8]) -> CheckedStep {
    switch response.nonce {
    case .absent where policy.acceptsMissingNonce:
      return .passed(.ocspNonce, "no nonce, which is allowed")
    case .absent: return .failed(.ocspNonce, .ocspNonceMissing, "The OCSP response has no nonce.")
    case .value(let value)
    where OCSPNonce.belongs(value, to: signature, acceptsBare: policy.acceptsBareNonce):
      return .passed(.ocspNonce, value.count > OCSPNonce.count ? "in an OCTET STRING" : "bare")
    case .value, .repeated:
      return .failed(
        .ocspNonce,
        .ocspNonce,
        "The nonce of the OCSP response does not belong to this signature.",
        found: response.nonceText
      )
    }
  }
}

extension ParsedOCSPResponse.Status {
  fileprivate var text: String {
    let until =
      nextUpdate?.swedishTime
      ?? (hasNextUpdate ? "an unreadable time" : "a day later, because nextUpdate is missing")
    return "\(thisUpdate?.swedishTime ?? "an unreadable time") and \(until)"
  }
}

extension ParsedOCSPResponse {
  fileprivate var nonceText: String {
    guard case .value(let value) = nonce else { return "several nonces, or an unreadable one" }
    return "\(value.count) bytes in its extension, not this signature's nonce"
  }
}
