package import TimeReport
internal import XML

/// Decides whether a signature is true, binds to exactly this document, and was made by somebody whose signatures count.
/// Needs no network, and no clock but the time it is given.
///
/// The checks are those of `VerificationStep`, in that order; each group has a folder of its own:
/// 1. Layout: the structure is exactly BankID's. Nothing else is looked at in anything else.
/// 2. Certificates: the signer's can be read and its key is long enough.
/// 3. The digests and the value, by the key of the signer's certificate (libxmlsec1).
/// 4. Binding: it names this report, once, with this document's digest.
/// 5. The signer: for the assistant, the person that the report names; for the provider, one who may sign for it.
/// 6. Trust and OCSP (`SignatureTrust`): only when everything before was in order.
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
    walk.add(.passed(.present))
    let signature: BankIDSignature
    do { signature = try BankIDSignature(submitted.signature, limits: policy.limits) } catch {
      return walk.add(.failed(.layout, error.code, error.message))
    }
    walk.add(.passed(.layout))
    guard policy.algorithms.contains(signature.signatureAlgorithm),
      signature.digestAlgorithms.allSatisfy(policy.digests.contains)
    else {
      return walk.add(
        .failed(.algorithms, .signatureAlgorithm, "The signature uses SHA-1, which is not accepted.")
      )
    }
    walk.add(.passed(.algorithms))
    guard let chain = Certificate.chain(signature.certificates), let signer = chain.first,
      let key = signer.publicKey, key.kind == signature.signatureAlgorithm.keyKind
    else {
      return walk.add(
        .failed(
          .certificate,
          .signatureCertificate,
          "A certificate in the signature cannot be read, or the signer's key does not go with the algorithm."
        )
      )
    }
    walk.add(.passed(.certificate))
    walk.add(checkStrength(of: key))
    walk.add(checkValue(of: signature, by: key))
    walk.add(checkBinding(of: signature, to: document))
    walk.add(checkPerson(signer, role, document, certificates: chain.count))
    guard walk.failures.isEmpty else { return }
    trust?.look(
      at: ProvenSignature(chain: chain, role: role, submitted: submitted, document: document),
      now: now,
      &walk
    )
  }

  private func checkStrength(of key: PublicKey) -> CheckedStep {
    key.isStrong(minimumRSABits: policy.minimumKeyBits)
      ? .passed(.keyStrength, "\(key.bits) bits")
      : .failed(
        .keyStrength,
        .signatureWeakKey,
        "The signer's key has fewer than \(policy.minimumKeyBits) bits."
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
    case .valid: .passed(.value)
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
    let problem = Binding.problem(
      in: signature.nonVisibleData,
      reportId: document.reportId,
      digest: document.digest
    )
    return problem.map { .failed(.binding, $0.code, $0.message) } ?? .passed(.binding)
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
