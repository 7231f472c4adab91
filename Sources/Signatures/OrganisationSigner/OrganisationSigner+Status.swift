internal import PKI
internal import Synchronization
package import TimeReport

extension OrganisationSigner {
  /// Fetches an OCSP response that is bound to the signature by its nonce and proves that the certificate is good now.
  ///
  /// The response must pass `OCSPCheck` and must hold the nonce, even if the policy accepts responses without one.
  ///
  /// - Parameter now: seconds since 1970.
  /// - Returns: the signature with the response. Its date of signing is the Swedish date of the response.
  package func stapled(_ signature: ReportSignature, now: Int) async throws(StatusProblem) -> ReportSignature
  {
    if let kept = responses[signature.signature] { return kept }
    guard let nonce = OCSPNonce.make(for: signature.signature),
      let request = OCSPRequest.der(for: certificate, issuedBy: issuer, nonce: nonce)
    else { throw .unreachable("the installed OpenSSL cannot make a request") }
    let response: [UInt8]
    do throws(ResponderUnreachable) { response = try await responder.answer(to: request) } catch {
      throw .unreachable(error.reason)
    }
    let verdict = OCSPCheck(policy: policy).verdict(
      on: response,
      for: certificate,
      issuedBy: issuer,
      boundTo: signature.signature,
      now: now
    )
    if let failure = verdict.failures.first {
      throw StatusProblem(failure.code, failure.message, responderError: ResponderError(in: response))
    }
    guard let producedAt = verdict.producedAt else { throw .unreachable("the response is unreadable") }
    let stapled = ReportSignature(
      signature: signature.signature,
      ocspResponse: response,
      signedOn: SwedishTime.date(at: producedAt)
    )
    responses.keep(stapled)
    return stapled
  }

  /// Sends a request as for a signature, to verify that the responder answers for the certificate.
  ///
  /// - Parameter now: seconds since 1970.
  package func checkStatus(now: Int) async throws(StatusProblem) {
    let nothing = ReportSignature(
      signature: Array("elt-adapter check \(now)".utf8),
      ocspResponse: [],
      signedOn: SwedishTime.date(at: now)
    )
    _ = try await stapled(nothing, now: now)
  }
}

/// Caches signatures with their OCSP responses. A response is for one signature and does not expire, so a batch that is
/// processed again needs no new request: with RSA the same report gets the same signature.
final class StapledSignatures: Sendable {
  private let kept = Mutex<[[UInt8]: ReportSignature]>([:])
  /// A few batches; each entry has about ten kilobytes.
  private static let maximum = 500

  subscript(signature: [UInt8]) -> ReportSignature? { kept.withLock { $0[signature] } }

  func keep(_ signature: ReportSignature) {
    kept.withLock { kept in
      if kept.count >= Self.maximum { kept.removeAll() }
      kept[signature.signature] = signature
    }
  }
}

/// The connection to the OCSP responder of one certificate. The composition implements it over HTTP, so that verifying and
/// signing need no network library.
package protocol OCSPResponding: Sendable {
  /// Sends one request.
  ///
  /// - Parameter request: DER.
  /// - Returns: the answer, unverified.
  func answer(to request: [UInt8]) async throws(ResponderUnreachable) -> [UInt8]
}

/// Reports that an OCSP responder returned no answer.
package struct ResponderUnreachable: Error, Sendable, Hashable {
  /// What failed, as the end of a sentence; holds no personal data.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}
