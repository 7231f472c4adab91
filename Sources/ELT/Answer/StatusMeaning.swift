internal import TimeReport
internal import Transport

/// The statuses that mean rejection before processing, with any body.
enum StatusMeaning {
  static func rejection(_ answer: HTTPAnswer, now: Int) -> TransportFailure? {
    let code: ProblemCode
    let sentence: String
    switch answer.status {
    case 503:
      code = .eltUnavailable
      sentence = "ELT is not available."
    case 429:
      code = .eltTooManyRequests
      sentence = "ELT reports too many requests."
    case 401, 403:
      code = .eltAccessDenied
      sentence = "ELT denied access."
    case 404, 405, 410:
      code = .eltWrongAddress
      sentence = "The address has no such service."
    default: return nil
    }
    return TransportFailure(
      code,
      sentence + " The report was not accepted.",
      status: answer.status,
      retryAfter: answer.header("Retry-After").flatMap { RetryAfter.read($0, now: now) }
    )
  }
}

extension TransportFailure {
  /// A 200 that is not a receipt.
  static func unreadable(_ answer: HTTPAnswer) -> TransportFailure {
    let code: ProblemCode
    let what: String
    switch answer.defect {
    case .cutShort: (code, what) = (.eltAnswerCutShort, "ELT's answer was cut short.")
    case .tooLarge: (code, what) = (.eltAnswerTooLarge, "ELT's answer is larger than any receipt.")
    case nil: (code, what) = (.eltAnswerUnreadable, "ELT's answer is not a readable receipt.")
    }
    return TransportFailure(code, what + doubt, status: answer.status)
  }

  static func gateway(_ status: Int) -> TransportFailure {
    TransportFailure(
      .eltGateway,
      "A gateway before ELT reported a failure (HTTP \(status)).\(doubt)",
      status: status
    )
  }

  static func unexpected(_ status: Int) -> TransportFailure {
    TransportFailure(
      .eltUnexpectedStatus,
      "ELT answered with HTTP status \(status), which the contract does not define.\(doubt)",
      status: status
    )
  }

  private static let doubt = " The report may or may not have been accepted."
}

extension ServerFault {
  static func fault(status: Int, text: AgencyText?) -> ServerFault {
    ServerFault(
      .eltServerFault,
      status: status,
      "ELT answered with a fault other than a refusal.",
      text: text
    )
  }

  static func error(status: Int) -> ServerFault {
    ServerFault(
      .eltServerError,
      status: status,
      "ELT answered with HTTP status \(status) and no explanation."
    )
  }
}

/// Reads a `Retry-After` field (RFC 9110, 10.2.3): whole seconds or an HTTP date.
enum RetryAfter {
  /// The longest wait that is respected. A longer one is probably a mistake, and one call per hour does no harm.
  static let longest: Duration = .seconds(3600)

  /// - Parameter now: seconds since 1970.
  /// - Returns: zero to `longest`; nil if the field is neither.
  static func read(_ field: String, now: Int) -> Duration? {
    if !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(longest, .seconds(Int(field) ?? Int(longest.components.seconds)))
    }
    guard let date = HTTPAnswer.secondsSince1970(date: field) else { return nil }
    return min(longest, .seconds(max(0, date - now)))
  }
}
