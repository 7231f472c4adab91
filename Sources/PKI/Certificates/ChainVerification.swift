internal import COpenSSL

/// OpenSSL's path validation (RFC 5280, section 6) for the certificates of one signature.
///
/// Verifies names, signatures, CA flags, path lengths, name constraints, unknown critical extensions and strength, but not
/// validity times. Trusts only the given roots and fetches nothing.
package struct ChainVerification {
  private let chain: [Certificate]
  private let roots: [Certificate]

  /// - Parameter chain: the signer's certificate first.
  package init(chain: [Certificate], roots: [Certificate]) {
    (self.chain, self.roots) = (chain, roots)
  }

  package enum Verdict {
    /// A path exists. `inOrder`: it consists of the given certificates, in order, plus at most the root.
    case leads(to: Certificate, inOrder: Bool)
    /// The path violates a rule of RFC 5280, in OpenSSL's words.
    case breaksRule(String)
    case doesNotLead
  }

  /// RSA of at least 2048 bits and SHA-2 for everything that is signed below the root.
  private static let securityLevel: Int32 = 2
  /// A signature holds at most five certificates: the signer's and four between it and the root.
  private static let maximumIntermediates: Int32 = 4

  package func verdict() -> Verdict {
    defer { ERR_clear_error() }
    // The signer's own key is not used here.
    guard chain.dropFirst().allSatisfy({ $0.keyFault == nil }) else {
      return .breaksRule("a key is not accepted")
    }
    // The store is created for each verification: OpenSSL keeps state in it. Threads share nothing but the certificates'
    // reference counts, which are atomic.
    guard let store = X509_STORE_new() else { return .doesNotLead }
    defer { X509_STORE_free(store) }
    guard let context = X509_STORE_CTX_new() else { return .doesNotLead }
    defer { X509_STORE_CTX_free(context) }
    guard let issuers = elt_x509_stack_new() else { return .doesNotLead }
    defer { elt_x509_stack_release(issuers) }
    let issuingRoots = issuingRoots
    for root in issuingRoots {
      guard X509_STORE_add_cert(store, root.x509) == 1 else { return .doesNotLead }
    }
    for issuer in chain.dropFirst() {
      // The stack releases one reference of each certificate, so it must own one.
      guard X509_up_ref(issuer.x509) == 1 else { return .doesNotLead }
      guard elt_x509_stack_push(issuers, issuer.x509) > 0 else {
        X509_free(issuer.x509)
        return .doesNotLead
      }
    }
    guard let signer = chain.first, X509_STORE_CTX_init(context, store, signer.x509, issuers) == 1,
      let parameters = X509_STORE_CTX_get0_param(context),
      // The purpose is verified elsewhere: OpenSSL has none for signatures on documents. So is validity, because OpenSSL
      // excludes the last second.
      X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY) == 1,
      X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_NO_CHECK_TIME)) == 1
    else { return .doesNotLead }
    X509_VERIFY_PARAM_set_auth_level(parameters, Self.securityLevel)
    X509_VERIFY_PARAM_set_depth(parameters, Self.maximumIntermediates)
    KeyUse.note(chain.count)
    guard X509_verify_cert(context) == 1 else { return Self.verdict(X509_STORE_CTX_get_error(context)) }
    return verdict(on: Self.path(X509_STORE_CTX_get0_chain(context)), issuingRoots)
  }

  /// OpenSSL tries only one of several roots with the same name, so it gets only those that issued the last certificate of
  /// the chain, or are that certificate.
  private var issuingRoots: [Certificate] {
    guard let last = chain.last else { return [] }
    return roots.filter { last.isIssued(by: $0) }
  }

  private static func verdict(_ error: Int32) -> Verdict {
    switch error {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
      X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_CERT_UNTRUSTED,
      X509_V_ERR_UNSPECIFIED, X509_V_ERR_OUT_OF_MEM, X509_V_ERR_CERT_CHAIN_TOO_LONG:
      .doesNotLead
    default: .breaksRule(String(cString: X509_verify_cert_error_string(Int(error))))
    }
  }

  private static func path(_ found: OpaquePointer?) -> [OpaquePointer] {
    guard let found else { return [] }
    return (0..<elt_x509_stack_count(found)).compactMap { elt_x509_stack_get(found, $0) }
  }

  /// The path consists of the very objects that were given, so pointers identify them.
  private func verdict(on path: [OpaquePointer], _ roots: [Certificate]) -> Verdict {
    guard let root = roots.first(where: { $0.x509 == path.last }) else { return .doesNotLead }
    let own = path.dropLast() + (chain.last?.der == root.der ? [chain[chain.count - 1].x509] : [])
    return .leads(to: root, inOrder: own.elementsEqual(chain.map(\.x509)))
  }
}
