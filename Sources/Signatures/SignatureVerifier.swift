package import TimeReport
internal import XML

/// Decides whether a signature is true and binds to exactly this document. Needs no network and no clock.
///
/// The order of the checks, each in its own folder:
/// 1. Layout: the structure is exactly BankID's. Nothing else is looked at in anything else.
/// 2. Certificates: the signer's can be read and its key is long enough.
/// 3. The digests and the value, by the key of the signer's certificate (libxmlsec1).
/// 4. Binding: it names this report, once, with this document's digest.
/// 5. The signer: for the assistant, the person that the report names.
/// 6. Trust and OCSP: the checks given as `signerChecks`, only when everything before was in order.
package struct SignatureVerifier: Sendable {
  private let policy: SignaturePolicy
  private let signerChecks: [any SignerCheck]

  /// - Parameter signerChecks: in the order in which they are to be made.
  package init(policy: SignaturePolicy = SignaturePolicy(), signerChecks: [any SignerCheck] = []) {
    self.policy = policy
    self.signerChecks = signerChecks
  }

  /// - Parameter pointer: where the signature is in the request, such as `/data/signatures/assistant`;
  ///   problems point to its member `signature`.
  /// - Returns: everything that is wrong; empty when the signature counts.
  package func verify(
    _ signature: ReportSignature,
    role: SignatureRole,
    of document: Tidredovisning,
    at pointer: String
  ) -> [Problem] {
    findings(signature, role, document).map {
      Problem($0.code, $0.message, at: .pointer(pointer + "/signature"))
    }
  }

  private typealias Finding = (code: ProblemCode, message: String)

  private func findings(
    _ submitted: ReportSignature,
    _ role: SignatureRole,
    _ document: Tidredovisning
  ) -> [Finding] {
    guard !submitted.signature.isEmpty else { return [(.signatureMissing, "There is no signature.")] }
    let signature: BankIDSignature
    do { signature = try BankIDSignature(submitted.signature, limits: policy.limits) } catch {
      return [(error.code, error.message)]
    }
    guard policy.algorithms.contains(signature.signatureAlgorithm),
      signature.digestAlgorithms.allSatisfy(policy.digests.contains)
    else { return [(.signatureAlgorithm, "The signature uses SHA-1, which is not accepted.")] }
    guard let signer = Certificate(der: signature.certificates[0]), let key = signer.publicKey else {
      return [(.signatureCertificate, "The signer's certificate cannot be read, or holds no RSA key.")]
    }
    var findings: [Finding] = []
    findings += strength(of: key)
    findings += truth(of: signature, by: key)
    if let found = Binding.problem(
      in: signature.nonVisibleData,
      reportId: document.reportId,
      digest: document.digest
    ) {
      findings.append(found)
    }
    findings += identity(of: signer, role, document, chain: signature.certificates.count)
    guard findings.isEmpty else { return findings }
    return signerChecks.flatMap { $0.problems(with: signature, submitted: submitted, role: role) }
  }

  private func strength(of key: PublicKey) -> [Finding] {
    key.bits >= policy.minimumKeyBits
      ? [] : [(.signatureWeakKey, "The signer's key has fewer than \(policy.minimumKeyBits) bits.")]
  }

  private func truth(of signature: BankIDSignature, by key: PublicKey) -> [Finding] {
    let verdict = XMLSignature.verify(
      signature.element,
      key: key,
      algorithms: policy.algorithms,
      digests: policy.digests
    )
    return switch verdict {
    case .valid: []
    case .digestMismatch:
      [(.signatureDigest, "What was signed, or the certificates beside it, has been changed since.")]
    case .signatureMismatch:
      [(.signatureInvalid, "The signature was not made by the key of the certificate in it.")]
    case .ambiguousId: [(.signatureLayout, "Two elements in the signature have the same id.")]
    case .notAccepted: [(.signatureInvalid, "The signature cannot be checked.")]
    }
  }

  private func identity(
    of signer: Certificate,
    _ role: SignatureRole,
    _ document: Tidredovisning,
    chain: Int
  ) -> [Finding] {
    var findings: [Finding] = []
    if role == .assistant || signer.isPersons, chain != 3 {
      findings.append((.signatureLayout, "A person's signature holds three certificates, this one \(chain)."))
    }
    if role == .assistant,
      signer.subjectSerialNumber?.utf8.elementsEqual(document.assistantNumber.utf8) != true
    {
      findings.append(
        (.signatureWrongPerson, "The signature was made by somebody else than the assistant of the report.")
      )
    }
    return findings
  }
}
