internal import COpenSSL
internal import Synchronization
package import TimeReport

extension OrganisationSigner {
  /// The same signature with an OCSP response that proves the certificate good at this moment, bound to it by its nonce. The
  /// date of signing is the Swedish date of that moment.
  ///
  /// The response is held to all that `OCSPCheck` asks of anybody's, and must have the nonce, whatever is accepted of others.
  /// - Parameter now: seconds since 1970.
  package func vouched(_ signature: ReportSignature, now: Int) async throws(StatusProblem) -> ReportSignature
  {
    if let kept = responses[signature.signature] { return kept }
    var random = [UInt8](repeating: 0, count: 12)
    guard RAND_bytes(&random, Int32(random.count)) == 1,
      let request = OCSPRequest.der(
        for: certificate,
        issuedBy: issuer,
        nonce: OCSPNonce.make(for: signature.signature, random: random)
      )
    else { throw .unreachable("the installed OpenSSL cannot make a request") }
    let response = try await ResponderExchange.run(responderURL, request)
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
    guard let producedAt = verdict.producedAt else { throw .unreachable("no response could be read") }
    let vouched = ReportSignature(
      signature: signature.signature,
      ocspResponse: response,
      signedOn: SwedishTime.date(at: producedAt)
    )
    responses.keep(vouched)
    return vouched
  }

  /// Asks the responder as for a signature, to find out whether one would be vouched for now.
  ///
  /// - Parameter now: seconds since 1970.
  package func checkStatus(now: Int) async throws(StatusProblem) {
    let nothing = ReportSignature(
      signature: Array("elt-adapter check \(now)".utf8),
      ocspResponse: [],
      signedOn: SwedishTime.date(at: now)
    )
    _ = try await vouched(nothing, now: now)
  }
}

/// Responses that were fetched, each for the one signature that it is bound to. It proves that signature for good and is of no
/// use for any other, so nothing else may be kept. A batch that is prepared again need not ask again: with RSA the same report
/// gets the same signature.
final class VouchedSignatures: Sendable {
  private let kept = Mutex<[[UInt8]: ReportSignature]>([:])
  /// A few batches' worth, some ten kilobytes each.
  private static let maximum = 500

  subscript(signature: [UInt8]) -> ReportSignature? { kept.withLock { $0[signature] } }

  func keep(_ signature: ReportSignature) {
    kept.withLock { kept in
      if kept.count >= Self.maximum { kept.removeAll() }
      kept[signature.signature] = signature
    }
  }
}
