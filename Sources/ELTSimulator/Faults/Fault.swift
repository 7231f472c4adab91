/// A fault that is injected into a call.
package enum Fault: Sendable, Hashable {
  /// Delays the answer.
  case slow(Duration)
  /// HTTP 503 before any processing, with `Retry-After` in whole seconds if given.
  case unavailable(retryAfter: Duration?)
  /// Cuts the connection after reading the request and before processing it; the report is not received.
  case cutBefore
  /// Processes and receives the report, then cuts the connection without an answer.
  case cutAfter
  /// Processes and receives the report, but sends an unreadable answer.
  case malformed(Malformation)
  /// Refuses any report with the SOAP fault `XmlValidationError`.
  case xmlValidationError
  /// Refuses any report with the SOAP fault `SignatureValidationError`.
  case signatureValidationError
  /// A SOAP fault that the contract does not name, HTTP 500, before any processing.
  case serverFault
  /// Processes the report, but sends a well-formed SOAP answer of another service.
  case wrongAnswer

  /// Kinds of unreadable answers.
  package enum Malformation: String, Sendable, Hashable, CaseIterable {
    /// Plain text under an XML content type.
    case notXML = "not-xml"
    /// Truncated XML in a complete HTTP answer.
    case truncated
    /// An HTTP answer cut off before the announced number of bytes.
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
