extension ProblemCode {
  static let eltCodes = [
    eltXMLValidation, eltSignatureValidation, eltServerFault, eltServerError, eltFaultsForAll, eltUnavailable,
    eltTooManyRequests, eltAccessDenied, eltWrongAddress, eltGateway, eltUnexpectedStatus,
    eltAnswerUnreadable, eltAnswerCutShort, eltAnswerTooLarge, eltReceiptRepeated,
    eltReportRefused,
  ]

  // Answers of the agency (module ELT).
  package static let eltXMLValidation = ProblemCode(
    "elt.xml-validation",
    cause: "ELT rejected the document, because it does not follow the agency's schema or rules.",
    remedy: "Correct the problem that the agency's text describes and have the new document signed."
  )

  package static let eltSignatureValidation = ProblemCode(
    "elt.signature-validation",
    cause: "ELT rejected a signature.",
    remedy: "Check which signature the agency's text names and have the document signed again."
  )

  package static let eltServerFault = ProblemCode(
    "elt.server-fault",
    cause: "ELT answered with a SOAP fault other than its two rejections.",
    remedy:
      "If the fault persists, send its text and the report id to the agency, then submit the report "
      + "again."
  )

  package static let eltServerError = ProblemCode(
    "elt.server-error",
    cause: "ELT answered with HTTP status 5xx and no SOAP fault.",
    remedy: "If the error persists, contact the agency, then submit the report again."
  )

  package static let eltFaultsForAll = ProblemCode(
    "elt.faults-for-all",
    cause: "ELT answers every report with a fault: the service fails, not the reports.",
    remedy:
      "Wait: the adapter retries with one call at a time. If it lasts, send the fault's text to the agency."
  )

  package static let eltReportRefused = ProblemCode(
    "elt.report-refused",
    cause:
      "ELT, or a gateway in front of it, refused this report several times before processing and answered "
      + "other reports meanwhile.",
    remedy: "Ask the operator of the gateway why it refuses this request, then replay the dead letter."
  )

  package static let eltUnavailable = ProblemCode(
    "elt.unavailable",
    cause: "ELT, or a gateway in front of it, answered with HTTP status 503: the service is unavailable.",
    remedy:
      "Wait: the adapter sends reports when ELT is available. If the outage lasts, check the agency's notices. "
      + "For a report in doubt, ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let eltTooManyRequests = ProblemCode(
    "elt.too-many-requests",
    cause: "ELT answered with HTTP status 429: this vendor sends more calls than the agency allows.",
    remedy: "Lower `pacing.requestsPerSecond` and check for other senders with the same certificate."
  )

  package static let eltAccessDenied = ProblemCode(
    "elt.access-denied",
    cause: "ELT answered with HTTP status 401 or 403: it does not accept the client certificate.",
    remedy: "Ask the agency whether the certificate is registered for this environment."
  )

  package static let eltWrongAddress = ProblemCode(
    "elt.wrong-address",
    cause: "ELT's server has no service at the configured address (HTTP status 404, 405 or 410).",
    remedy: "Check `elt.environment`, `elt.url` and `elt.route`."
  )

  package static let eltGateway = ProblemCode(
    "elt.gateway",
    cause:
      "A gateway in front of ELT answered with an HTTP status of 5xx other than 500, 501, 503 and 505. The service may have received "
      + "the report.",
    remedy: "Ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let eltUnexpectedStatus = ProblemCode(
    "elt.unexpected-status",
    cause:
      "ELT answered with an HTTP status that the contract does not define, or before it had the whole report.",
    remedy: "Ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let eltAnswerUnreadable = ProblemCode(
    "elt.answer-unreadable",
    cause:
      "ELT's answer is not a receipt: it is not SOAP, its `tx-id` is not a UUID, or it cannot be "
      + "distinguished from another answer.",
    remedy: "Check `elt.url`. Ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let eltAnswerCutShort = ProblemCode(
    "elt.answer-cut-short",
    cause: "The connection was closed before ELT's answer was complete.",
    remedy: "Ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let eltAnswerTooLarge = ProblemCode(
    "elt.answer-too-large",
    cause: "ELT's answer is larger than the adapter accepts.",
    remedy: "Check `elt.url`. Ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let eltReceiptRepeated = ProblemCode(
    "elt.receipt-repeated",
    cause: "ELT's receipt has the `tx-id` of another report, so it may be the answer to that report.",
    remedy:
      "Ask the agency which report has the `tx-id` and whether it has the other one, then publish a `resolve` event."
  )
}
