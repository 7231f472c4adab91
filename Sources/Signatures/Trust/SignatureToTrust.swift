internal import TimeReport
internal import PKI

/// A signature whose certificates are readable and not yet trusted.
struct SignatureToTrust {
  /// The signer's first; never empty.
  let chain: [Certificate]
  let role: SignatureRole
  /// The submitted signature, OCSP response and date.
  let submitted: ReportSignature
  let document: Tidredovisning

  /// An assistant is always a person.
  var isPersons: Bool { role == .assistant || chain.first?.isPersons == true }
}
