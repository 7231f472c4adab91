/// Why a transaction was not, or perhaps not, committed.
package enum TransactionFailure: Error, Sendable, Hashable {
  /// It was aborted: nothing of it is visible. Rewind, poll (the group may have moved on) and try again.
  case aborted(KafkaError)
  /// It was aborted, and the same batch would fail again: a record is too large, a right is missing.
  case refused(KafkaError)
  /// Another producer has taken over the transactional id. This one is of no further use. A commit that was
  /// under way may have gone through or not: the group's committed offsets tell.
  case fenced(KafkaError)
  /// This producer is of no further use. Close it and make a new one: its `initTransactions` settles what is
  /// open. A commit that was under way may have gone through or not: the group's committed offsets tell.
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
    case .aborted(let error): "The transaction was aborted. \(error)"
    case .refused(let error): "The transaction was aborted and cannot succeed. \(error)"
    case .fenced(let error): "Another producer has taken over. \(error)"
    case .fatal(let error): "The producer has failed for good. \(error)"
    }
  }
}

extension TransactionFailure {
  /// What an error means once there is nothing left to abort.
  init(_ error: KafkaError) {
    if Self.fencing.contains(error.code) {
      self = .fenced(error)
    } else if error.isFatal || Self.lasting.contains(error.code) {
      self = .fatal(error)
    } else if Self.refusing.contains(error.code) {
      self = .refused(error)
    } else {
      self = .aborted(error)
    }
  }

  private static let fencing: Set<String> = ["_FENCED", "PRODUCER_FENCED", "INVALID_PRODUCER_EPOCH"]

  private static let lasting: Set<String> = [
    "_FATAL", "_DESTROY", "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", "CLUSTER_AUTHORIZATION_FAILED",
    "INVALID_TXN_STATE", "INVALID_PRODUCER_ID_MAPPING",
  ]

  private static let refusing: Set<String> = [
    "MSG_SIZE_TOO_LARGE", "INVALID_MSG_SIZE", "RECORD_LIST_TOO_LARGE", "INVALID_RECORD", "_INVALID_ARG",
    "TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED", "_UNKNOWN_PARTITION", "_UNKNOWN_TOPIC",
    "TOPIC_EXCEPTION", "POLICY_VIOLATION",
  ]
}
