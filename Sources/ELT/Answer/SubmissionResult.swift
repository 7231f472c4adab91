package import TimeReport

/// The result of one call to ELT. Each case requires a different action of the caller.
package enum SubmissionResult: Sendable, Equatable {
  /// Accepted, with the agency's receipt.
  case receipt(txId: ReceiptId)
  /// The agency read the report and rejected it: final for these bytes.
  case refused(Refusal)
  /// The report did not reach processing: retried indefinitely.
  case notDelivered(TransportFailure)
  /// The service reported a failure on its side: retry a few times.
  case serverFault(ServerFault)
  /// The report may or may not have been accepted: only a policy or a person may decide to send it again.
  case unknown(TransportFailure)
}

/// The agency's refusal of a report: `XmlValidationError` or `SignatureValidationError`.
package struct Refusal: Sendable, Equatable {
  /// `.eltXMLValidation` or `.eltSignatureValidation`.
  package let code: ProblemCode
  package let message: AgencyText

  package init(code: ProblemCode, message: AgencyText) {
    self.code = code
    self.message = message
  }
}

/// Why a call did not get a usable answer.
package struct TransportFailure: Error, Sendable, Equatable {
  package let code: ProblemCode
  /// What happened; holds no document data. The remedy is that of the code.
  package let sentence: String
  /// The HTTP status, if the server returned one.
  package let status: Int?
  /// The wait that the server asks for, from the time of the answer; at most `RetryAfter.longest`.
  package let retryAfter: Duration?
  /// Whether the whole report had been sent before the answer. A second call may then be the second submission, even if the
  /// answer says that the report was not accepted.
  package let wasSent: Bool

  package init(
    _ code: ProblemCode,
    _ sentence: String,
    status: Int? = nil,
    retryAfter: Duration? = nil,
    wasSent: Bool = false
  ) {
    self.code = code
    self.sentence = sentence
    self.status = status
    self.retryAfter = retryAfter
    self.wasSent = wasSent
  }
}

/// A SOAP fault that is not a refusal, or a 5xx answer without one.
package struct ServerFault: Error, Sendable, Equatable {
  /// `.eltServerFault` or `.eltServerError`.
  package let code: ProblemCode
  package let status: Int
  /// What happened; holds no document data. The remedy is that of the code.
  package let sentence: String
  /// The agency's `faultstring`, if there is one.
  package let text: AgencyText?

  package init(_ code: ProblemCode, status: Int, _ sentence: String, text: AgencyText? = nil) {
    self.code = code
    self.status = status
    self.sentence = sentence
    self.text = text
  }

  /// The sentence and the agency's words, for the sender of the report. The words may quote the report, so they belong in
  /// no log.
  package var message: String {
    guard let text, !text.text.isEmpty else { return sentence }
    return "\(sentence) ELT wrote: \(text.text)"
  }
}
