internal import TimeReport
internal import PKI

/// The signer of an OCSP response. Accepted are the issuer of the certificate, and a responder whose certificate that issuer
/// issued directly for the purpose (RFC 6960, 4.2.2.2).
struct OCSPResponder {
  let response: ParsedOCSPResponse
  let issuer: Certificate
  let policy: OCSPPolicy

  var steps: [CheckedStep] {
    if response.names(asResponder: issuer), response.isSigned(by: issuer) {
      return [.passed(.ocspResponder, "the issuer itself"), checkSignature(by: issuer)]
    }
    let named = response.certificates.compactMap(Certificate.issuer).filter {
      $0.der != issuer.der && response.names(asResponder: $0)
    }
    // A response may hold several certificates with the same name: a foreign one, or an old and a renewed one.
    let authorised = named.filter { $0.isIssued(by: issuer) }
    guard
      let responder = authorised.count > 1
        ? authorised.first(where: isValid) ?? authorised[0] : authorised.first
    else {
      if response.names(asResponder: issuer) {
        return [.passed(.ocspResponder, "the issuer itself"), checkSignature(by: issuer)]
      }
      return [
        .failed(
          .ocspResponder,
          .ocspResponder,
          "The OCSP response is from neither the issuer of the signer's certificate nor a responder that it authorised."
        ), .skipped(.ocspSignature, "there is no authorised responder"),
      ]
    }
    return [check(responder), checkSignature(by: responder)]
  }

  private func isValid(_ responder: Certificate) -> Bool {
    check(responder).failure == nil && response.isSigned(by: responder)
  }

  private func check(_ responder: Certificate) -> CheckedStep {
    guard responder.isForOCSPSigning else {
      return .failed(
        .ocspResponder,
        .ocspResponderPurpose,
        "The responder's certificate is not for signing OCSP responses."
      )
    }
    guard let from = responder.notBefore, let until = responder.notAfter,
      from <= response.producedAt, response.producedAt <= until
    else {
      return .failed(
        .ocspResponder,
        .ocspResponderExpired,
        "The responder's certificate was not valid when it answered.",
        expected: "valid at \(response.producedAt.swedishTime)",
        found: responder.validityText
      )
    }
    return .passed(.ocspResponder, "authorised by the issuer")
  }

  private func checkSignature(by responder: Certificate) -> CheckedStep {
    if let code = responder.keyFault?.code {
      return .failed(
        .ocspSignature,
        code,
        "The responder has a key that is not accepted: \(responder.keyDescription)."
      )
    }
    guard let key = responder.publicKey, key.isStrong(minimumRSABits: policy.minimumKeyBits),
      let method = response.signatureMethod, method.hash.map(accepted.contains) == true,
      responder === issuer || responder.signatureHash.map(accepted.contains) == true,
      method.keyKind == key.kind
    else {
      return .failed(
        .ocspSignature,
        .ocspAlgorithm,
        "The OCSP response is signed with an algorithm or key that is not accepted.",
        found: responder.keyDescription + (response.signatureMethod.map { ", \($0.hashName)" } ?? "")
      )
    }
    guard response.isSigned(by: responder) else {
      return .failed(
        .ocspSignature,
        .ocspInvalid,
        "The OCSP response was changed after signing, or not signed by the responder that it names."
      )
    }
    return .passed(
      .ocspSignature,
      "\(key.kind == .rsa ? "RSA" : "ECDSA"), \(method.hashName)"
    )
  }

  private var accepted: [HashFunction] {
    [.sha256, .sha384, .sha512] + (policy.acceptsSHA1 ? [.sha1] : [])
  }
}
