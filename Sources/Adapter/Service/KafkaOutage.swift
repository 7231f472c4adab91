internal import Kafka

/// Which failures of a stage are an outage of the brokers, to be waited out in the process, and which are for a person.
///
/// An outage wears out Kafka clients: a transaction that could neither be committed nor aborted in time leaves its
/// producer of no further use. New clients go on where the committed offsets and the ledger say. Missing rights, wrong
/// settings and a ledger that does not fit its outbox do not get better by trying, so they end the process (exit code 3).
enum KafkaOutage {
  static func covers(_ error: any Error) -> Bool {
    switch error {
    case let error as KafkaError: passing(error)
    // A producer is also fenced by the broker alone, which forgets a transaction that took too long. Whether this
    // instance still has its partitions is for the group to say, which is asked anew.
    case TransactionFailure.fenced: true
    case let error as TransactionFailure: passing(error.error)
    default: false
    }
  }

  private static func passing(_ error: KafkaError) -> Bool {
    error.isRetriable || KafkaError.isPassing(error.code) || forgotten.contains(error.code)
  }

  /// The brokers no longer know the producer; they know a new one.
  private static let forgotten: Set<String> = [
    "INVALID_PRODUCER_ID_MAPPING", "UNKNOWN_PRODUCER_ID", "INVALID_TXN_STATE", "OUT_OF_ORDER_SEQUENCE_NUMBER",
    "_PURGE_INFLIGHT", "_PURGE_QUEUE", "_GAPLESS_GUARANTEE",
  ]
}
