package import ELT
package import TimeReport

extension SubmissionResult {
  package static let notDelivered = notDelivered(
    TransportFailure(.transportConnect, "The connection was refused.")
  )

  package static func unavailable(retryAfter: Duration) -> Self {
    .notDelivered(
      TransportFailure(.eltUnavailable, "The service is unavailable.", status: 503, retryAfter: retryAfter)
    )
  }

  package static let serverFault = serverFault(
    ServerFault(.eltServerFault, status: 500, "The service failed.")
  )

  package static let unknown = unknown(TransportFailure(.transportConnectionLost, "The connection was lost."))

  package static let refusal = refused(
    Refusal(code: .eltXMLValidation, message: AgencyText("The document is not valid."))
  )
}

extension Outcome {
  /// nil if the outcome is not an acceptance.
  package var acceptance: (txId: ReceiptId, attempts: Int, duplicate: Bool, possiblyDuplicate: Bool)? {
    guard case .accepted(let txId, _, let attempts, let duplicate, let possiblyDuplicate, _) = self else {
      return nil
    }
    return (txId, attempts, duplicate, possiblyDuplicate)
  }

  /// The code of the first problem of a rejection or failure.
  package var firstCode: ProblemCode? {
    switch self {
    case .rejected(_, let problems, _), .failed(_, let problems, _): problems.first?.code
    case .prepared, .accepted, .inDoubt: nil
    }
  }

  package var isInDoubt: Bool { type == .inDoubt }
}
