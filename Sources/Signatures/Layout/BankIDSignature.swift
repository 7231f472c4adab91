internal import TimeReport
internal import XML

/// A signature whose structure is exactly BankID's. Nothing else about it is verified yet.
package struct BankIDSignature: Redacted {
  /// The text that the signer saw.
  let visibleData: [UInt8]
  /// The signed data that the signer did not see: the reports with their digests. nil if there is none.
  package let nonVisibleData: [UInt8]?
  /// DER of the certificates, the signer's first.
  package let certificates: [[UInt8]]
  let algorithms: NamedAlgorithms
  /// The `Signature` element, to verify its value.
  let element: XMLElement
}

/// Names in a BankID signature that several files need.
enum BankIDNames {
  static let namespace = "http://www.bankid.com/signature/v1.0.0/types"
  static let signedDataId = "bidSignedData"
  static let keyInfoId = "bidKeyInfo"
  static let signing = "Signing"
  static let formatted = "simpleMarkdownV1"
}
