internal import TimeReport
internal import PKI

/// A signature whose certificates can be read. Whether they are anybody's is what is to be decided.
struct SignatureToTrust {
  /// The signer's first; never empty.
  let chain: [Certificate]
  let role: SignatureRole
  /// The OCSP response and the date that came with it.
  let submitted: ReportSignature
  let document: Tidredovisning

  /// The assistant is a person whatever the certificate says.
  var isPersons: Bool { role == .assistant || chain.first?.isPersons == true }
}
