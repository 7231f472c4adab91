internal import TimeReport
package import Transport

/// Maps an HTTP answer to the result of a call.
///
/// The contract defines the receipt and two refusals only, so every other answer is mapped to the
/// safest result. Only a status that means rejection before processing counts as not delivered. A gateway's 502 or
/// 504 does not: the service behind it may have received the report.
package enum ELTAnswer {
  /// - Parameter now: seconds since 1970, for a `Retry-After` that is a date.
  package static func read(_ answer: HTTPAnswer, now: Int) -> SubmissionResult {
    let message = answer.defect == nil ? SOAPAnswer(answer.body) : nil
    switch (message, answer.status) {
    case (.receipt(let txId?), 200): return .receipt(txId: txId)
    // A receipt with an error status, or without its id, is ambiguous.
    case (.receipt, _): return .unknown(.unreadable(answer))
    case (.refusal(let refusal), _): return .refused(refusal)
    default: break
    }
    if let failure = StatusMeaning.rejection(answer, now: now) { return .notDelivered(failure) }
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
