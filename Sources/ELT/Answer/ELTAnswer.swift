internal import TimeReport

/// Reads an HTTP answer as one of the ends that a call can have.
///
/// The contract defines the receipt and two refusals and says nothing of other answers, so each is put where a
/// mistake does no harm. Only a status that says the request was turned away before processing counts as not
/// delivered. A gateway's 502 or 504 does not: the service behind it may have the report.
package enum ELTAnswer {
  /// - Parameters:
  ///   - body: the whole body.
  ///   - now: seconds since the epoch, for a `Retry-After` that is a date.
  package static func read(
    status: Int,
    headers: [(name: String, value: String)],
    body: [UInt8],
    now: Int
  ) -> SubmissionResult {
    let headers = headers.map { HTTPAnswer.Header(name: $0.name, value: $0.value) }
    return read(HTTPAnswer(status: status, headers: headers, body: body), now: now)
  }

  static func read(_ answer: HTTPAnswer, now: Int) -> SubmissionResult {
    let message = answer.defect == nil ? SOAPAnswer(answer.body) : nil
    switch (message, answer.status) {
    case (.receipt(let txId?), 200): return .receipt(txId: txId)
    // A receipt beside an error status, or without its id: it says neither yes nor no.
    case (.receipt, _): return .unknown(.unreadable(answer))
    case (.refusal(let refusal), _): return .refused(refusal)
    default: break
    }
    if let failure = StatusMeaning.turnedAway(answer, now: now) { return .notDelivered(failure) }
    if [502, 504].contains(answer.status) { return .unknown(.gateway(answer.status)) }
    if case .fault(let text) = message, [200, 400].contains(answer.status) || answer.status >= 500 {
      return .serverFault(.fault(status: answer.status, text: text))
    }
    switch answer.status {
    case 500...599: return .serverFault(.error(status: answer.status))
    case 200: return .unknown(.unreadable(answer))
    default: return .unknown(.unexpected(answer.status))
    }
  }
}
