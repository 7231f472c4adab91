package import TimeReport
internal import PKI
internal import XML

/// Decides whether a signature is true, binds to exactly this document, and was made by somebody whose signatures count.
/// Needs no network, and no clock but the time it is given.
///
/// The checks are those of `VerificationStep`, in that order; each group has a folder of its own:
/// 1. Layout: the structure is exactly BankID's. Nothing else is looked at in anything else.
/// 2. Certificates: the signer's can be read and its key is long enough.
/// 3. Ids, digests and the value, by the key of the signer's certificate (libxmlsec1).
/// 4. Binding: it names this report, once, with this document's digest.
/// 5. The signer: for the assistant, the person that the report names; for the provider, one who may sign for it.
/// 6. Trust and OCSP (`SignatureTrust`).
///
/// Whatever can be looked at is, so that a sender learns of all that is wrong at once.
package struct SignatureVerifier: Sendable {
  private let policy: SignaturePolicy
  private let trust: SignatureTrust?

  /// - Parameter trust: nil leaves out who the signer is to be trusted by: a signature is then true by the certificate in
  ///   it, which may be anybody's.
  package init(policy: SignaturePolicy = SignaturePolicy(), trust: SignatureTrust? = nil) {
    self.policy = policy
    self.trust = trust
  }

  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - pointer: where the signature is in the request, such as `/data/signatures/assistant`;
  ///     problems point to its member that they are about.
  /// - Returns: everything that is wrong; empty when the signature counts.
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

  /// Every check, passed, failed or left out, in order. `verify` is what failed of it.
  package func steps(
    _ signature: ReportSignature,
    role: SignatureRole,
    of document: Tidredovisning,
    now: Int
  ) -> [CheckedStep] {
    var walk = VerificationWalk()
    look(at: signature, role, document, now, &walk)
    return walk.steps
  }

  private func look(
    at submitted: ReportSignature,
    _ role: SignatureRole,
    _ document: Tidredovisning,
    _ now: Int,
    _ walk: inout VerificationWalk
  ) {
    guard !submitted.signature.isEmpty else {
      return walk.add(.failed(.present, .signatureMissing, "There is no signature."))
    }
    walk.add(.passed(.present, "\(submitted.signature.count) bytes"))
    let signature: BankIDSignature
    do { signature = try BankIDSignature(submitted.signature, limits: policy.limits) } catch {
      return walk.add(.failed(.layout, error.code, error.message))
    }
    walk.add(.passed(.layout, "BankID's, made as a signature"))
    walk.add(checkAlgorithms(of: signature))
    walk.add(checkBinding(of: signature, to: document))
    guard let chain = Certificate.chain(signature.certificates), let signer = chain.first else {
      return walk.add(
        .failed(.certificate, .signatureCertificate, "A certificate in the signature cannot be read.")
      )
    }
    walk.add(checkKey(of: signer, signature, certificates: chain.count))
    if let key = signer.publicKey {
      walk.add(checkStrength(of: key))
      if walk.failures.allSatisfy({ $0.step == .binding || $0.step == .keyStrength }) {
        walk.add(checkValue(of: signature, by: key))
      }
    }
    walk.add(checkPerson(signer, role, document, certificates: chain.count))
    trust?.look(
      at: SignatureToTrust(chain: chain, role: role, submitted: submitted, document: document),
      now: now,
      &walk
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
        "The signer's key is of another kind than the signature's algorithm.",
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
        "The signer's key has fewer than \(policy.minimumKeyBits) bits, or an exponent that makes it worthless.",
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
    case .valid: .passed(.value, "two digests and the value are true")
    case .digestMismatch:
      .failed(
        .value,
        .signatureDigest,
        "What was signed, or the certificates beside it, has been changed since."
      )
    case .signatureMismatch:
      .failed(.value, .signatureInvalid, "The signature was not made by the key of the certificate in it.")
    case .ambiguousId:
      .failed(.value, .signatureDuplicateId, "Two elements in the signature have the same id.")
    case .notAccepted: .failed(.value, .signatureInvalid, "The signature cannot be checked.")
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
        "The signature was made by somebody else than the assistant of the report."
      )
    }
    if role == .assistant || signer.isPersons, certificates != 3 {
      return .failed(
        .person,
        .signatureKeyInfo,
        "A person's signature holds three certificates, this one \(certificates)."
      )
    }
    if role == .assistant { return .passed(.person, "the assistant of the report") }
    return .passed(.person, signer.isPersons ? "a person" : "an organisation's certificate")
  }
}
