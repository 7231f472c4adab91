internal import TimeReport
package import Transport

/// Maps an HTTP answer to the result of a call.
///
/// The contract defines the receipt and two refusals only, so every other answer is mapped to the
/// safest result. An answer that began before the whole request was sent is no answer to the report: it means not delivered
/// if ELT has no part of it, and is unknown otherwise. After the whole request, only a status with which a server refuses to
/// look at a request counts as not delivered. A gateway's status does not: the service behind it may have received the report.
package struct ELTAnswer: Sendable {
  /// Statuses with which a gateway may answer after it has forwarded the report: every 5xx except those that only ELT itself
  /// gives for this request. Common proxies use 520 to 530, 598 and 599 for failures between them and the service.
  package static let gatewayStatuses: Set<Int> = Set(500...599).subtracting([500, 501, 505])

  /// The gateway statuses that are known to come before ELT starts to process a report.
  private let notProcessedStatuses: Set<Int>

  package init(notProcessedStatuses: Set<Int> = []) { self.notProcessedStatuses = notProcessedStatuses }

  /// - Parameter now: seconds since 1970, for a `Retry-After` that is a date.
  package func read(_ answer: HTTPAnswer, now: Int) -> SubmissionResult {
    switch answer.requestSent {
    case .nothing: return .notDelivered(TransportFailure(early: answer, now: now))
    case .some: return .unknown(TransportFailure(early: answer, now: now))
    case .whole: break
    }
    guard answer.defect != .ambiguous else { return .unknown(.unreadable(answer)) }
    let message = answer.defect == nil ? SOAPAnswer(AnswerEncoding.utf8(answer)) : nil
    switch (message, answer.status) {
    case (.receipt(let txId?), 200): return .receipt(txId: txId)
    // A receipt with an error status, or without its id, is ambiguous.
    case (.receipt, _): return .unknown(.unreadable(answer))
    case (.refusal(let refusal), _): return .refused(refusal)
    default: break
    }
    if Self.gatewayStatuses.contains(answer.status) {
      let isProcessed = !notProcessedStatuses.contains(answer.status)
      let failure = TransportFailure(gateway: answer, isProcessed: isProcessed, now: now)
      return isProcessed ? .unknown(failure) : .notDelivered(failure)
    }
    if let failure = TransportFailure(refusal: answer, now: now) { return .notDelivered(failure) }
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
