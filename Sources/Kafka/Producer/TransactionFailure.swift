/// The reason why a transaction failed, or may have failed, to commit.
package enum TransactionFailure: Error, Sendable, Hashable {
  /// Aborted: nothing of it is visible. Rewind, poll (the group may have rebalanced) and retry.
  case aborted(KafkaError)
  /// Aborted, and the same batch would fail again: a record is too large, or a right is missing.
  case refused(KafkaError)
  /// Another producer has taken over the transactional id. Close this producer. Whether a commit in progress succeeded is
  /// unknown; the group's committed offsets show it.
  case fenced(KafkaError)
  /// This producer is unusable. Close it and create a new one, whose `initTransactions` completes or aborts the open
  /// transaction. Whether a commit in progress succeeded is unknown; the group's committed offsets show it.
  case fatal(KafkaError)

  package var error: KafkaError {
    switch self {
    case .aborted(let error), .refused(let error), .fenced(let error), .fatal(let error): error
    }
  }
}

extension TransactionFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .aborted(let error): "Transaction aborted. \(error)"
    case .refused(let error): "Transaction aborted; retrying will not help. \(error)"
    case .fenced(let error): "Another producer has taken over the transactional id. \(error)"
    case .fatal(let error): "The producer failed permanently. \(error)"
    }
  }
}

extension TransactionFailure {
  /// Classifies an error after the transaction was aborted, or was never started.
  init(_ error: KafkaError) {
    if Self.fencingCodes.contains(error.code) {
      self = .fenced(error)
    } else if error.isFatal || Self.fatalCodes.contains(error.code) {
      self = .fatal(error)
    } else if Self.refusedCodes.contains(error.code) {
      self = .refused(error)
    } else {
      self = .aborted(error)
    }
  }

  private static let fencingCodes: Set<String> = ["_FENCED", "PRODUCER_FENCED", "INVALID_PRODUCER_EPOCH"]

  private static let fatalCodes: Set<String> = [
    "_FATAL", "_DESTROY", "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", "CLUSTER_AUTHORIZATION_FAILED",
    "INVALID_TXN_STATE", "INVALID_PRODUCER_ID_MAPPING",
  ]

  private static let refusedCodes: Set<String> = [
    "MSG_SIZE_TOO_LARGE", "INVALID_MSG_SIZE", "RECORD_LIST_TOO_LARGE", "INVALID_RECORD", "_INVALID_ARG",
    "TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED", "_UNKNOWN_PARTITION", "_UNKNOWN_TOPIC",
    "TOPIC_EXCEPTION", "POLICY_VIOLATION",
  ]
}
