internal import Kafka

/// What ends the process (exit code 3) instead of only the stage's clients. This is the one place that says so:
///
/// - a right that is missing, or a login that is refused;
/// - a setting that cannot work: for librdkafka, for this broker's version, or for a record larger than the broker
///   takes where there is no way round it;
/// - a topic that is not there: `run` says at its start what is wrong with topics;
/// - another member with the same `kafka.instanceId`: it is either this instance's successor, or a mistake;
/// - a ledger that does not fit the outbox, and anything that does not come from Kafka.
///
/// All else from Kafka passes: brokers that are away, transactions that timed out. So does a producer that was fenced:
/// a broker fences what was away for longer than a transaction may last, as if another had taken over, and whether one
/// has only the group can tell. The stage joins it again and gets a partition or does not.
enum LastingFailure {
  static func isLasting(_ error: any Error) -> Bool {
    switch error {
    case let failure as TransactionFailure:
      switch failure {
      case .refused: true
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
    "UNKNOWN_TOPIC_OR_PART", "_UNKNOWN_TOPIC", "_UNKNOWN_PARTITION", "TOPIC_EXCEPTION",
    "FENCED_INSTANCE_ID",
  ]
}
