internal import COpenSSL

/// OpenSSL's path validation (RFC 5280, section 6) of the certificates in one signature.
///
/// Names, signatures, CA flags, path lengths, name constraints, unknown critical extensions and strength are looked at.
/// Nothing but the given roots is trusted, and nothing is fetched from anywhere.
struct ChainVerification {
  let chain: [Certificate]
  let roots: TrustedRoots

  enum Verdict: Sendable, Hashable {
    /// There is a path to a root. `inOrder`: its certificates are the given ones, in order, and at most the root beside them.
    case leads(inOrder: Bool)
    case outsideValidity
    case tooWeak
    case doesNotLead
  }

  /// RSA of at least 2048 bits and SHA-2 for whatever is signed below the root.
  private static let securityLevel: Int32 = 2
  /// A signature holds at most five certificates: the signer's and four between it and the root.
  private static let maximumIntermediates: Int32 = 4

  /// - Parameter time: seconds since 1970; nil leaves validity aside.
  func verdict(at time: Int?) -> Verdict {
    defer { ERR_clear_error() }
    // The store is made anew each time: OpenSSL keeps state in it, and nothing here is shared between threads but the
    // certificates' reference counts, which are atomic.
    guard let store = X509_STORE_new() else { return .doesNotLead }
    defer { X509_STORE_free(store) }
    guard let context = X509_STORE_CTX_new() else { return .doesNotLead }
    defer { X509_STORE_CTX_free(context) }
    guard let issuers = elt_x509_stack_new() else { return .doesNotLead }
    defer { elt_x509_stack_release(issuers) }
    for root in issuingRoots {
      guard X509_STORE_add_cert(store, root.x509) == 1 else { return .doesNotLead }
    }
    for issuer in chain.dropFirst() {
      // The stack releases one reference of each, so it must own one.
      guard X509_up_ref(issuer.x509) == 1 else { return .doesNotLead }
      guard elt_x509_stack_push(issuers, issuer.x509) > 0 else {
        X509_free(issuer.x509)
        return .doesNotLead
      }
    }
    guard let signer = chain.first, X509_STORE_CTX_init(context, store, signer.x509, issuers) == 1,
      let parameters = X509_STORE_CTX_get0_param(context)
    else { return .doesNotLead }
    // What a certificate is for is checked by `SignerUsage`: none of OpenSSL's purposes is a signature on a document.
    guard X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY) == 1 else { return .doesNotLead }
    X509_VERIFY_PARAM_set_auth_level(parameters, Self.securityLevel)
    X509_VERIFY_PARAM_set_depth(parameters, Self.maximumIntermediates)
    if let time {
      X509_VERIFY_PARAM_set_time(parameters, time)
    } else {
      guard X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_NO_CHECK_TIME)) == 1 else {
        return .doesNotLead
      }
    }
    guard X509_verify_cert(context) == 1 else { return Self.verdict(X509_STORE_CTX_get_error(context)) }
    return .leads(inOrder: isInOrder(X509_STORE_CTX_get0_chain(context)))
  }

  /// OpenSSL tries only one of several roots with the same name, so it is given none but those that have issued the
  /// last of the chain, or are it.
  private var issuingRoots: [Certificate] {
    guard let last = chain.last else { return [] }
    return roots.certificates.filter { last.isIssued(by: $0) }
  }

  private static func verdict(_ error: Int32) -> Verdict {
    switch error {
    case X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED: .outsideValidity
    case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK: .tooWeak
    default: .doesNotLead
    }
  }

  private func isInOrder(_ path: OpaquePointer?) -> Bool {
    let count = Int(elt_x509_stack_count(path))
    guard count == chain.count || count == chain.count + 1 else { return false }
    return chain.indices.allSatisfy { X509_cmp(elt_x509_stack_get(path, Int32($0)), chain[$0].x509) == 0 }
  }
}
