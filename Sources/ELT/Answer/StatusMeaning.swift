internal import TimeReport

/// The statuses that say the request was turned away at the door, whatever the body says.
enum StatusMeaning {
  static func turnedAway(_ answer: HTTPAnswer, now: Int) -> TransportFailure? {
    let code: ProblemCode
    let sentence: String
    switch answer.status {
    case 503:
      code = .eltUnavailable
      sentence = "ELT is not available just now. Look for a notice from the agency if it lasts."
    case 429:
      code = .eltTooManyRequests
      sentence =
        "ELT says that we call too often. Lower pacing.requestsPerSecond and look for other senders with the"
        + " same certificate, before the agency shuts us off."
    case 401, 403:
      code = .eltAccessDenied
      sentence =
        "ELT does not let us in. Check with the agency that our certificate is registered for this environment."
    case 404, 405, 410:
      code = .eltWrongAddress
      sentence = "There is no such service at that address. Check elt.environment, elt.url and elt.route."
    default: return nil
    }
    return TransportFailure(
      code,
      sentence + " The report was not taken.",
      status: answer.status,
      retryAfter: answer.header("Retry-After").flatMap { RetryAfter.read($0, now: now) }
    )
  }
}

extension TransportFailure {
  /// A 200 that is no receipt.
  static func unreadable(_ answer: HTTPAnswer) -> TransportFailure {
    let code: ProblemCode
    let what: String
    switch answer.defect {
    case .cutShort: (code, what) = (.eltAnswerCutShort, "ELT's answer broke off before its end.")
    case .tooLarge: (code, what) = (.eltAnswerTooLarge, "ELT's answer is larger than any receipt.")
    case nil: (code, what) = (.eltAnswerUnreadable, "ELT's answer is not a receipt that we can read.")
    }
    return TransportFailure(code, what + askTheAgency, status: answer.status)
  }

  static func gateway(_ status: Int) -> TransportFailure {
    TransportFailure(
      .eltGateway,
      "A gateway before ELT got no good answer from it (HTTP \(status)).\(askTheAgency)",
      status: status
    )
  }

  static func unexpected(_ status: Int) -> TransportFailure {
    TransportFailure(
      .eltUnexpectedStatus,
      "ELT answered with HTTP status \(status), for which the contract has no meaning.\(askTheAgency)",
      status: status
    )
  }

  private static let askTheAgency =
    " The report may or may not have been taken; ask the agency for its id and settle it with a resolve event."
}

extension ServerFault {
  static func fault(status: Int, text: AgencyText?) -> ServerFault {
    ServerFault(
      .eltServerFault,
      status: status,
      "ELT answered with a fault other than a refusal. If it stays, show the agency its text and the report's id.",
      text: text
    )
  }

  static func error(status: Int) -> ServerFault {
    ServerFault(
      .eltServerError,
      status: status,
      "ELT answered with HTTP status \(status) and no explanation. If it stays, tell the agency."
    )
  }
}
