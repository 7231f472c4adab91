internal import TimeReport

/// A signature that is true by the certificate in it, binds to its document, and was made by the right person. Whether that
/// certificate is anybody's is what is left to be decided.
struct ProvenSignature {
  /// The signer's first; never empty.
  let chain: [Certificate]
  let role: SignatureRole
  /// The OCSP response and the date that came with it.
  let submitted: ReportSignature
  let document: Tidredovisning

  /// The assistant is a person whatever the certificate says.
  var isPersons: Bool { role == .assistant || chain.first?.isPersons == true }
}
