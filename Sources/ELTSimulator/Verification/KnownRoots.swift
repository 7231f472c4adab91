internal import COpenSSL
internal import Signatures
internal import TimeReport

/// Accepts signers whose chain leads to one of the given roots on the day of signing.
///
/// A check of its own, by OpenSSL alone: the stand-in shall not share a mistake with what it stands in against.
struct KnownRoots: SignerCheck {
  private let roots: [ThrowawayCertificate]

  init(pem: [UInt8]) {
    roots = ThrowawayCertificate.all(inPEM: pem)
  }

  func problems(
    with signature: BankIDSignature,
    submitted: ReportSignature,
    role: SignatureRole
  ) -> [(code: ProblemCode, message: String)] {
    let chain = signature.certificates.map(ThrowawayCertificate.init(der:))
    // Noon, so that no time zone plays a part.
    let time = submitted.signedOn.daysSinceEpoch * 86_400 + 43_200
    let holds = (try? verifies(chain, at: time)) ?? false
    return holds ? [] : [(.signatureCertificate, "The signer's certificate does not lead to a known root.")]
  }

  private func verifies(_ chain: [ThrowawayCertificate], at time: Int) throws(ThrowawayPKIError) -> Bool {
    guard let signer = chain.first, let store = X509_STORE_new(), let context = X509_STORE_CTX_new(),
      let issuers = elt_x509_stack_new()
    else { return false }
    defer {
      elt_x509_stack_release(issuers)
      X509_STORE_CTX_free(context)
      X509_STORE_free(store)
    }
    for root in roots { try root.withX509 { _ = X509_STORE_add_cert(store, $0) } }
    for issuer in chain.dropFirst() {
      try issuer.withX509 { certificate in
        // The stack releases one reference of each, so it must own one.
        if X509_up_ref(certificate) == 1 { _ = elt_x509_stack_push(issuers, certificate) }
      }
    }
    return try signer.withX509 { certificate in
      guard X509_STORE_CTX_init(context, store, certificate, issuers) == 1 else { return false }
      X509_STORE_CTX_set_time(context, 0, time)
      let holds = X509_verify_cert(context) == 1
      ERR_clear_error()
      return holds
    }
  }
}
