package import TimeReport
package import PKI

/// Decides whether an OCSP response proves that a certificate was good when it made a signature. Needs no network, and no
/// clock but the time it is given.
///
/// Every check is made, so that a sender learns of all that is wrong at once. That the issuer itself is to be trusted is not
/// decided here.
package struct OCSPCheck: Sendable {
  private let policy: OCSPPolicy

  package init(policy: OCSPPolicy = OCSPPolicy()) { self.policy = policy }

  /// What came of it.
  package struct Verdict: Sendable {
    /// In order.
    package let steps: [CheckedStep]
    /// Seconds since 1970: the time of signing, to be believed only where nothing is wrong. nil where no response could be read.
    package let producedAt: Int?

    /// Nothing was looked at.
    /// - Parameter failure: what alone was found to be wrong.
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

    /// Everything that is wrong; empty when the response counts.
    package var failures: [(code: ProblemCode, message: String)] { steps.compactMap(\.failure) }
  }

  /// - Parameters:
  ///   - response: DER.
  ///   - certificate: the signer's.
  ///   - issuer: of that certificate.
  ///   - signature: the XML of the signature that the response came with.
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
      case .unreadable: return unreadable(.ocspUnreadable, "The OCSP response cannot be read.")
      case .notSuccessful(let status):
        return unreadable(.ocspNotSuccessful, "The OCSP responder gave no status but error \(status).")
      }
    }
    guard !parsed.hasCriticalExtension else {
      return unreadable(
        .ocspUnreadable,
        "The OCSP response has an extension that must be understood and is not."
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
        + rest.map { .skipped($0, "there is no OCSP response to look at") },
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
        "The OCSP response names the certificate by a hash that is not accepted."
      )
    case .otherCertificate:
      return unnamed(
        .ocspOtherCertificate,
        "The OCSP response is not, or not exactly once, for the signer's certificate."
      )
    }
    return [
      .passed(.ocspCertificate, "the signer's, named by \(status.hash.rawValue) hashes"), checkState(status.state),
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

  /// A status from before its time or after it says nothing about the moment of signing, which is `producedAt`.
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
        "The OCSP response was made later than now.",
        expected: "made at \(now.swedishTime) at the latest",
        found: producedAt.swedishTime
      )
    }
    guard let from = status.thisUpdate,
      let until = status.hasNextUpdate ? status.nextUpdate : from + OCSPPolicy.lifetimeWithoutNextUpdate,
      from <= producedAt, producedAt <= until
    else {
      return .failed(
        .ocspTimes,
        .ocspStale,
        "The OCSP response was not made between its thisUpdate and its nextUpdate.",
        expected: "made between \(status.text)",
        found: producedAt.swedishTime
      )
    }
    return .passed(.ocspTimes, "made at \(producedAt.swedishTime), between \(status.text)")
  }

  private func checkNonce(_ response: ParsedOCSPResponse, _ signature: [UInt8]) -> CheckedStep {
    switch response.nonce {
    case .absent where policy.acceptsMissingNonce:
      return .passed(.ocspNonce, "there is none, which is allowed")
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
      ?? (hasNextUpdate ? "an unreadable time" : "a day later, for want of nextUpdate")
    return "\(thisUpdate?.swedishTime ?? "an unreadable time") and \(until)"
  }
}

extension ParsedOCSPResponse {
  fileprivate var nonceText: String {
    guard case .value(let value) = nonce else { return "several nonces, or one that cannot be read" }
    return "\(value.count) bytes in its extension, of which none or other ones are this signature's"
  }
}
