internal import TimeReport
internal import XML

/// A signature whose structure is exactly BankID's. Nothing about it has been proved yet: it can be well laid
/// out and false.
package struct BankIDSignature: Redacted {
  /// The text that the signer saw.
  package let visibleData: [UInt8]
  /// The data that was signed unseen: which reports, with their digests. nil when there is none.
  package let nonVisibleData: [UInt8]?
  /// DER of the certificates, the signer's first.
  package let certificates: [[UInt8]]
  let algorithms: NamedAlgorithms
  /// The `Signature` element, for the check of its value.
  let element: XMLElement
}
