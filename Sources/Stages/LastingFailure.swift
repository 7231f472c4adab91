internal import Kafka

/// Decides which errors end the process (exit code 3) instead of restarting the stage's clients:
///
/// - a missing right or a refused login;
/// - a setting that cannot work: for librdkafka, for this broker's version, or for a record larger than the broker accepts;
/// - another member with the same `kafka.instanceId`: either this instance's successor, or a mistake;
/// - a ledger that does not fit the outbox, and every error that does not come from Kafka.
///
/// All other Kafka errors are temporary: unreachable brokers, a deleted topic (`run` checks the topics when it starts, so it
/// existed and may be created again), transactions that timed out, a fenced producer. A broker also
/// fences a producer that was away for longer than a transaction may last; only the consumer group knows whether another
/// member has taken over, so the stage joins it again.
package enum LastingFailure {
  package static func isLasting(_ error: any Error) -> Bool {
    switch error {
    case let failure as TransactionFailure:
      switch failure {
      case .refused(let error): !error.isMissingTopic
      case .aborted, .fenced: false
      case .fatal(let error): codes.contains(error.code)
      }
    case let error as KafkaError: codes.contains(error.code)
    default: true
    }
  }

  private static let codes: Set<String> = [
    "TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED", "CLUSTER_AUTHORIZATION_FAILED",
    "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", "SASL_AUTHENTICATION_FAILED", "_AUTHENTICATION",
    "UNSUPPORTED_SASL_MECHANISM", "ILLEGAL_SASL_STATE", "_SSL",
    "_INVALID_ARG", "_NOT_IMPLEMENTED", "_UNSUPPORTED_FEATURE", "UNSUPPORTED_VERSION",
    "INVALID_TRANSACTION_TIMEOUT",
    "MSG_SIZE_TOO_LARGE", "INVALID_SESSION_TIMEOUT", "INVALID_GROUP_ID", "INCONSISTENT_GROUP_PROTOCOL",
    "TOPIC_EXCEPTION",
    "FENCED_INSTANCE_ID",
  ]
}

extension Error {
  /// A topic does not exist, or no longer.
  package var isMissingTopic: Bool {
    let error = (self as? TransactionFailure)?.error ?? self as? KafkaError
    return error.map { ["UNKNOWN_TOPIC_OR_PART", "_UNKNOWN_TOPIC", "_UNKNOWN_PARTITION"].contains($0.code) }
      ?? false
  }
}
