import ELT
import TimeReport

extension SubmissionResult {
  static let notDelivered = notDelivered(TransportFailure(.transportConnect, "The connection was refused."))

  static func unavailable(retryAfter: Duration) -> Self {
    .notDelivered(
      TransportFailure(.eltUnavailable, "The service is unavailable.", status: 503, retryAfter: retryAfter)
    )
  }

  static let serverFault = serverFault(ServerFault(.eltServerFault, status: 500, "The service failed."))

  static let unknown = unknown(TransportFailure(.transportConnectionLost, "The connection was lost."))

  static let refusal = refused(
    Refusal(code: .eltXMLValidation, message: AgencyText("The document is not valid."))
  )
}

extension Outcome {
  /// Nil for anything but an acceptance.
  var acceptance: (txId: String, attempts: Int, duplicate: Bool, possiblyDuplicate: Bool)? {
    guard case .accepted(let txId, _, let attempts, let duplicate, let possiblyDuplicate, _) = self else {
      return nil
    }
    return (txId, attempts, duplicate, possiblyDuplicate)
  }

  /// The code of the first problem of a rejection or failure.
  var firstCode: ProblemCode? {
    switch self {
    case .rejected(_, let problems), .failed(_, let problems): problems.first?.code
    case .prepared, .accepted, .inDoubt: nil
    }
  }

  var isInDoubt: Bool { type == .inDoubt }
}
