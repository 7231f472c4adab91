internal import TimeReport
internal import Transport

/// What a status says about the service, whatever the body.
struct StatusMeaning {
  let code: ProblemCode
  let sentence: String

  /// Nil for a status without a meaning of its own.
  init?(_ status: Int) {
    switch status {
    case 503: (code, sentence) = (.eltUnavailable, "ELT is not available.")
    case 429: (code, sentence) = (.eltTooManyRequests, "ELT reports too many requests.")
    case 401, 403: (code, sentence) = (.eltAccessDenied, "ELT denied access.")
    case 404, 405, 410: (code, sentence) = (.eltWrongAddress, "The address has no such service.")
    case 502, 504, 524, 598:
      (code, sentence) = (.eltGateway, "A gateway before ELT reported a failure (HTTP \(status)).")
    default: return nil
    }
  }
}

extension TransportFailure {
  /// An answer that began before the whole request was sent.
  init(early answer: HTTPAnswer, now: Int) {
    let meaning = StatusMeaning(answer.status)
    let what =
      meaning?.sentence ?? "ELT answered with HTTP status \(answer.status) before it had the whole report."
    self.init(
      meaning?.code ?? .eltUnexpectedStatus,
      what + (answer.requestSent == .nothing ? " The report was not sent." : Self.doubt),
      status: answer.status,
      retryAfter: answer.retryAfter(now: now)
    )
  }

  /// A status with which a server refuses to look at a request; nil for others.
  init?(refusal answer: HTTPAnswer, now: Int) {
    guard [401, 403, 404, 405, 410, 429].contains(answer.status), let meaning = StatusMeaning(answer.status)
    else {
      return nil
    }
    self.init(
      meaning.code,
      meaning.sentence + " The report was not accepted.",
      status: answer.status,
      retryAfter: answer.retryAfter(now: now),
      wasSent: true
    )
  }

  /// - Parameter isProcessed: Whether ELT may have processed the report.
  init(gateway answer: HTTPAnswer, isProcessed: Bool, now: Int) {
    let meaning = StatusMeaning(answer.status)
    self.init(
      meaning?.code ?? .eltGateway,
      (meaning?.sentence ?? "") + (isProcessed ? Self.doubt : " The report was not accepted."),
      status: answer.status,
      retryAfter: answer.retryAfter(now: now),
      wasSent: true
    )
  }

  /// A 200 that is not a receipt.
  static func unreadable(_ answer: HTTPAnswer) -> TransportFailure {
    let code: ProblemCode
    let what: String
    switch answer.defect {
    case .cutShort: (code, what) = (.eltAnswerCutShort, "ELT's answer was cut short.")
    case .tooLarge: (code, what) = (.eltAnswerTooLarge, "ELT's answer is larger than any receipt.")
    case .malformed:
      (code, what) = (.eltAnswerUnreadable, "ELT's answer is malformed or in an unknown coding.")
    case .ambiguous:
      (code, what) = (
        .eltAnswerUnreadable, "ELT sent more than one answer, so it is not known which one is meant."
      )
    case nil: (code, what) = (.eltAnswerUnreadable, "ELT's answer is not a readable receipt.")
    }
    return TransportFailure(code, what + doubt, status: answer.status)
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

extension HTTPAnswer {
  fileprivate func retryAfter(now: Int) -> Duration? {
    header("Retry-After").flatMap { RetryAfter.read($0, now: now) }
  }
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
