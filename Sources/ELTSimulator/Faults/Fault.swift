/// Something that goes wrong with a call, on purpose.
package enum Fault: Sendable, Hashable {
  /// Answers as usual, but this much later.
  case slow(Duration)
  /// HTTP 503 before any processing, with `Retry-After` (whole seconds) where given.
  case unavailable(retryAfter: Duration?)
  /// The connection is cut when the request has been read, before it is processed: nothing arrived.
  case cutBefore
  /// The report is processed and counts as received, then the connection is cut without an answer.
  case cutAfter
  /// The report is processed and counts as received, but the answer cannot be read.
  case malformed(Malformation)
  /// Refused with the SOAP fault `XmlValidationError`, whatever the report is.
  case xmlValidationError
  /// Refused with the SOAP fault `SignatureValidationError`, whatever the report is.
  case signatureValidationError
  /// A SOAP fault that the contract does not name, HTTP 500, before any processing.
  case serverFault
  /// The report is processed, and a well-formed SOAP answer of another service comes back.
  case wrongAnswer

  /// Ways for an answer to be unreadable.
  package enum Malformation: String, Sendable, Hashable, CaseIterable {
    /// Plain text under an XML content type.
    case notXML = "not-xml"
    /// XML that ends in the middle, in a complete HTTP answer.
    case truncated
    /// An HTTP answer that promises more bytes than come before the connection is cut.
    case cutShort = "cut-short"
    /// A page of a proxy or load balancer, with HTTP 200.
    case html
    /// HTTP 200 with no body.
    case empty
    /// A receipt whose `tx-id` is not a UUID.
    case wrongTxId = "wrong-tx-id"
    /// A receipt without `tx-id`.
    case missingTxId = "missing-tx-id"
    /// A receipt with a document type declaration and an entity.
    case doctype
  }
}

extension Fault {
  /// The name in fault rules and in the journal.
  package var name: String {
    switch self {
    case .slow: "slow"
    case .unavailable: "unavailable"
    case .cutBefore: "cut-before"
    case .cutAfter: "cut-after"
    case .malformed: "malformed"
    case .xmlValidationError: "xml-validation-error"
    case .signatureValidationError: "signature-validation-error"
    case .serverFault: "server-fault"
    case .wrongAnswer: "wrong-answer"
    }
  }
}
