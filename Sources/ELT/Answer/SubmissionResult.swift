package import TimeReport

/// What one call to ELT ended in. The five cases ask for five different things of the caller, so nothing else is
/// ever guessed from a status or an error text.
package enum SubmissionResult: Sendable, Equatable {
  /// Handed in: the agency's receipt, a UUID as it was written in the answer.
  case receipt(txId: String)
  /// The agency read the report and turned it down: final for these bytes.
  case refused(Refusal)
  /// It certainly did not reach processing: safe to send again, for ever if need be.
  case notDelivered(TransportFailure)
  /// The service answered that something went wrong on its side: a few spaced attempts are worth it.
  case serverFault(ServerFault)
  /// It may or may not have been handed in: only a policy or a person may decide to send again.
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
  /// What happened and what a person should do; holds no document data.
  package let sentence: String
  /// The HTTP status, where the server gave one.
  package let status: Int?
  /// How long the server asks us to wait, from the moment of the answer; at most `RetryAfter.longest`.
  package let retryAfter: Duration?

  package init(_ code: ProblemCode, _ sentence: String, status: Int? = nil, retryAfter: Duration? = nil) {
    self.code = code
    self.sentence = sentence
    self.status = status
    self.retryAfter = retryAfter
  }
}

/// A SOAP fault that is not a refusal, or a 5xx answer without one.
package struct ServerFault: Error, Sendable, Equatable {
  /// `.eltServerFault` or `.eltServerError`.
  package let code: ProblemCode
  package let status: Int
  /// What happened and what a person should do; holds no document data.
  package let sentence: String
  /// The agency's own `faultstring`, where there was one.
  package let text: AgencyText?

  package init(_ code: ProblemCode, status: Int, _ sentence: String, text: AgencyText? = nil) {
    self.code = code
    self.status = status
    self.sentence = sentence
    self.text = text
  }
}
