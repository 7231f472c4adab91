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
  /// Answers as soon as the head of the request has arrived and closes the connection, the body unread. Status 200 comes with
  /// a receipt. The report is not received, and its id is not known.
  case early(status: Int)
  /// An HTTP status before any processing, as from a firewall.
  case denied(status: Int)
  /// Processes and receives the report, then answers HTTP 503, like a proxy that loses the connection to the service.
  case unavailableAfter(retryAfter: Duration?)
  /// Processes the report and leaves a second copy of the answer on the connection.
  case repeatedAnswer
  /// Processes the report and sends the answer compressed or in another character encoding.
  case encoded(Encoding)

  package enum Encoding: String, Sendable, Hashable, CaseIterable {
    case gzip, deflate
    /// With byte order mark.
    case utf16 = "utf-16"
    case latin1 = "iso-8859-1"
    /// UTF-8 that is declared as ISO-8859-1 in the XML declaration.
    case wrongDeclaration = "wrong-declaration"
  }

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
    /// A receipt with 16 MiB of white space behind it.
    case huge
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
    case .early: "early"
    case .denied: "denied"
    case .unavailableAfter: "unavailable-after"
    case .repeatedAnswer: "repeated-answer"
    case .encoded: "encoded"
    }
  }
}
