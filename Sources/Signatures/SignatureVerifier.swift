package import TimeReport
internal import PKI
internal import XML

/// Verifies that a signature is valid, is bound to exactly this document, and was made by an accepted signer. Uses no
/// network and no clock except the given time.
///
/// The checks are those of `VerificationStep`, in that order; each group has its own folder:
/// 1. Layout: the structure is exactly BankID's. Signatures with any other structure are not verified further.
/// 2. Certificates: the signer's certificate is readable and its key is long enough.
/// 3. Ids, digests and the value, with the key of the signer's certificate (libxmlsec1).
/// 4. Binding: the signature names this report, once, with this document's digest.
/// 5. The signer: for the assistant, the person that the report names; for the provider, an authorised signer.
/// 6. Trust and OCSP (`SignatureTrust`).
///
/// All checks that are possible are made, so that a sender gets all problems at once.
package struct SignatureVerifier: Sendable {
  private let policy: SignaturePolicy
  private let trust: SignatureTrust?

  /// - Parameter trust: nil skips trust: a signature is then verified with the certificate in it, which anyone may have
  ///   issued.
  package init(policy: SignaturePolicy = SignaturePolicy(), trust: SignatureTrust? = nil) {
    self.policy = policy
    self.trust = trust
  }

  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - pointer: the place of the signature in the request, such as `/data/signatures/assistant`;
  ///     each problem points to a member of it.
  /// - Returns: every problem; empty if the signature is accepted.
  package func verify(
    _ signature: ReportSignature,
    role: SignatureRole,
    of document: Tidredovisning,
    now: Int,
    at pointer: String
  ) -> [Problem] {
    steps(signature, role: role, of: document, now: now).compactMap { step in
      step.failure.map {
        Problem($0.code, $0.message, at: .pointer("\(pointer)/\(step.step.member.rawValue)"))
      }
    }
  }

  /// Every check, passed, failed or skipped, in order. `verify` returns the failed ones.
  package func steps(
    _ signature: ReportSignature,
    role: SignatureRole,
    of document: Tidredovisning,
    now: Int
  ) -> [CheckedStep] {
    var results = StepResults()
    check(signature, role, document, now, &results)
    return results.steps
  }

  private func check(
    _ submitted: ReportSignature,
    _ role: SignatureRole,
    _ document: Tidredovisning,
    _ now: Int,
    _ results: inout StepResults
  ) {
    guard !submitted.signature.isEmpty else {
      return results.add(.failed(.present, .signatureMissing, "There is no signature."))
    }
    results.add(.passed(.present, "\(submitted.signature.count) bytes"))
    let signature: BankIDSignature
    do { signature = try BankIDSignature(submitted.signature, limits: policy.limits) } catch {
      return results.add(.failed(.layout, error.code, error.message))
    }
    results.add(.passed(.layout, "BankID's, for a signature"))
    results.add(checkAlgorithms(of: signature))
    results.add(checkBinding(of: signature, to: document))
    guard let chain = Certificate.chain(signature.certificates), let signer = chain.first else {
      return results.add(
        .failed(.certificate, .signatureCertificate, "A certificate in the signature is unreadable.")
      )
    }
    if let fault = checkCost(of: chain) { return results.add(fault) }
    results.add(checkKey(of: signer, signature, certificates: chain.count))
    if let key = signer.publicKey {
      results.add(checkStrength(of: key))
      if results.failures.allSatisfy({ $0.step == .binding || $0.step == .keyStrength }) {
        results.add(checkValue(of: signature, by: key))
      }
    }
    results.add(checkPerson(signer, role, document, certificates: chain.count))
    trust?.check(
      SignatureToTrust(chain: chain, role: role, submitted: submitted, document: document),
      now: now,
      &results
    )
  }

  private func checkAlgorithms(of signature: BankIDSignature) -> CheckedStep {
    let found = signature.algorithms.text
    if signature.algorithms.areAccepted(by: policy) { return .passed(.algorithms, found) }
    return .failed(
      .algorithms,
      .signatureAlgorithm,
      signature.algorithms.usesSHA1
        ? "The signature uses SHA-1, which is not accepted."
        : "The signature names an algorithm that is not accepted.",
      found: found
    )
  }

  /// The failure if a key of the chain costs too much to use: nothing is then verified with any of them.
  private func checkCost(of chain: [Certificate]) -> CheckedStep? {
    for (index, certificate) in chain.enumerated() {
      guard let code = certificate.keyFault?.code else { continue }
      return .failed(
        .certificate,
        code,
        "A certificate in the signature has a key that is not accepted: \(certificate.keyDescription).",
        found: "certificate \(index + 1) of \(chain.count): \(certificate.keyDescription)"
      )
    }
    return nil
  }

  private func checkKey(of signer: Certificate, _ signature: BankIDSignature, certificates: Int)
    -> CheckedStep
  {
    let found = "\(certificates) certificates, the signer's key: \(signer.keyDescription)"
    guard let key = signer.publicKey else {
      return .failed(
        .certificate,
        .signatureCertificate,
        "The signer's key is neither RSA nor on P-256 or P-384.",
        found: found
      )
    }
    if let algorithm = signature.algorithms.signature, algorithm.keyKind != key.kind {
      return .failed(
        .certificate,
        .signatureCertificate,
        "The signer's key does not fit the signature's algorithm.",
        found: found
      )
    }
    return .passed(.certificate, found)
  }

  private func checkStrength(of key: PublicKey) -> CheckedStep {
    key.isStrong(minimumRSABits: policy.minimumKeyBits)
      ? .passed(.keyStrength, "\(key.bits) bits")
      : .failed(
        .keyStrength,
        .signatureWeakKey,
        "The signer's key has fewer than \(policy.minimumKeyBits) bits, or a worthless exponent.",
        found: "\(key.bits) bits"
      )
  }

  private func checkValue(of signature: BankIDSignature, by key: PublicKey) -> CheckedStep {
    let verdict = XMLSignature.verify(
      signature.element,
      key: key,
      algorithms: policy.algorithms,
      digests: policy.digests
    )
    return switch verdict {
    case .valid: .passed(.value, "two digests and the value are correct")
    case .digestMismatch:
      .failed(
        .value,
        .signatureDigest,
        "The signed data or the certificates were changed after signing."
      )
    case .signatureMismatch:
      .failed(.value, .signatureInvalid, "The signature was not made by the key of the certificate in it.")
    case .ambiguousId:
      .failed(.value, .signatureDuplicateId, "Two elements in the signature have the same id.")
    case .notAccepted: .failed(.value, .signatureInvalid, "The signature cannot be verified.")
    }
  }

  private func checkBinding(of signature: BankIDSignature, to document: Tidredovisning) -> CheckedStep {
    Binding.check(signature.nonVisibleData, reportId: document.reportId, digest: document.digest)
  }

  private func checkPerson(
    _ signer: Certificate,
    _ role: SignatureRole,
    _ document: Tidredovisning,
    certificates: Int
  ) -> CheckedStep {
    if role == .assistant,
      signer.subjectSerialNumber?.utf8.elementsEqual(document.assistantNumber.utf8) != true
    {
      return .failed(
        .person,
        .signatureWrongPerson,
        "The signer is not the assistant of the report."
      )
    }
    if role == .assistant || signer.isPersons, certificates != 3 {
      return .failed(
        .person,
        .signatureKeyInfo,
        "A person's signature must hold three certificates; this one holds \(certificates)."
      )
    }
    if role == .assistant { return .passed(.person, "the assistant of the report") }
    return .passed(.person, signer.isPersons ? "a person" : "an organisation's certificate")
  }
}
