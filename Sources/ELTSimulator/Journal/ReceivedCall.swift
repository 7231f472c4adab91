package import TimeReport

/// A call in the journal. It contains no personal data.
package struct ReceivedCall: Sendable, Hashable {
  /// From 1, in order of arrival of the whole request.
  package var number: Int
  /// When the first bytes of the request arrived.
  package var at: Timestamp
  /// nil if there was no readable report.
  package var reportId: ReportId?
  /// Of the report's canonical form; nil if there was no readable report.
  package var digest: Digest?
  package var result: Result
  /// The number of earlier received calls (``Result/isReceived``) with this report id.
  package var seenBefore: Int
  /// The fault that was injected; ``Fault/name``.
  package var injected: String?
  /// Milliseconds since the previous call; nil for the first.
  package var intervalMilliseconds: Double?

  /// The service's result for the call, whether or not the caller received it.
  package enum Result: Sendable, Hashable {
    case receipt(txId: ReceiptId)
    case xmlValidationError
    case signatureValidationError
    /// A SOAP fault that the contract does not name.
    case serverFault
    /// HTTP 503.
    case unavailable
    /// The connection was cut before the report was processed.
    case cutBefore
    /// Refused by its HTTP status: wrong path, method, content type or size, or an injected status.
    case badRequest(status: Int)

    /// Whether the service has received the report.
    package var isReceived: Bool {
      if case .receipt = self { true } else { false }
    }
  }
}

extension ReceivedCall.Result {
  /// The value in the journal.
  package var name: String {
    switch self {
    case .receipt: "receipt"
    case .xmlValidationError: "xml-validation-error"
    case .signatureValidationError: "signature-validation-error"
    case .serverFault: "server-fault"
    case .unavailable: "unavailable"
    case .cutBefore: "cut-before"
    case .badRequest: "bad-request"
    }
  }
}

extension ReceivedCall {
  /// One JSON object on one line, with members in a fixed order and absent members omitted.
  var jsonLine: String {
    // Every text is a constant, a UUID or hexadecimal, so nothing needs escaping.
    var members = ["\"number\":\(number)", "\"at\":\(at.milliseconds)"]
    if let reportId { members.append("\"reportId\":\"\(reportId)\"") }
    if let digest { members.append("\"digest\":\"\(digest)\"") }
    members.append("\"result\":\"\(result.name)\"")
    switch result {
    case .receipt(let txId): members.append("\"txId\":\"\(txId)\"")
    case .badRequest(let status): members.append("\"status\":\(status)")
    default: break
    }
    members.append("\"seenBefore\":\(seenBefore)")
    if let injected { members.append("\"injected\":\"\(injected)\"") }
    if let intervalMilliseconds {
      members.append("\"intervalMilliseconds\":\((intervalMilliseconds * 1000).rounded() / 1000)")
    }
    return "{\(members.joined(separator: ","))}"
  }
}
