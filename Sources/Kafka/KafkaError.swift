internal import CRdkafka

/// An error of a Kafka client, as librdkafka reports it.
///
/// The reason is a sentence of librdkafka or of this module. It names topics, groups, brokers and configuration properties,
/// and never contains a record's key, value or headers.
package struct KafkaError: Error, Sendable, Hashable {
  /// librdkafka's name of the error. Errors of the client start with an underscore (`_TRANSPORT`), errors of a broker do not
  /// (`TOPIC_AUTHORIZATION_FAILED`).
  package let code: String
  /// A sentence for the operator.
  package internal(set) var reason: String
  /// The rights of which the cluster refuses at least one; empty for other errors.
  package internal(set) var missingRights: [KafkaRight] = []
  /// The same call may succeed when retried.
  package let isRetriable: Bool
  /// The client is unusable. Close it and create a new one.
  package let isFatal: Bool
  /// The open transaction must be aborted.
  let requiresAbort: Bool

  package init(
    code: String,
    reason: String,
    isRetriable: Bool = false,
    isFatal: Bool = false,
    requiresAbort: Bool = false
  ) {
    self.code = code
    self.reason = reason
    self.isRetriable = isRetriable
    self.isFatal = isFatal
    self.requiresAbort = requiresAbort
  }

  /// The client was closed before or during the call.
  package static let closed = KafkaError(code: "_DESTROY", reason: "The Kafka client is closed.")

  /// A record, or a batch of records, exceeds the size limit of its topic.
  package var isAboutSize: Bool {
    ["MSG_SIZE_TOO_LARGE", "INVALID_MSG_SIZE", "RECORD_LIST_TOO_LARGE"].contains(code)
  }
}

extension KafkaError: CustomStringConvertible {
  /// Omits a code that librdkafka invents for a missing answer; the reason then holds everything that is known.
  package var description: String { isWithoutAnswer ? reason : "\(code): \(reason)" }

  /// The brokers did not answer, or could not be reached.
  package var isWithoutAnswer: Bool { Self.withoutAnswer.contains(code) }

  private static let withoutAnswer: Set<String> = [
    "_TRANSPORT", "_TIMED_OUT", "_TIMED_OUT_QUEUE", "_MSG_TIMED_OUT", "_ALL_BROKERS_DOWN", "_RESOLVE",
  ]
}

extension KafkaError {
  /// Codes of calls that may succeed later, for calls that return no `rd_kafka_error_t`.
  private static let transient: Set<String> = [
    "_TRANSPORT", "_TIMED_OUT", "_TIMED_OUT_QUEUE", "_RESOLVE", "_ALL_BROKERS_DOWN", "_WAIT_COORD",
    "_WAIT_CACHE",
    "_QUEUE_FULL", "_MSG_TIMED_OUT", "REQUEST_TIMED_OUT", "LEADER_NOT_AVAILABLE", "NOT_LEADER_FOR_PARTITION",
    "COORDINATOR_LOAD_IN_PROGRESS", "COORDINATOR_NOT_AVAILABLE", "NOT_COORDINATOR", "NOT_ENOUGH_REPLICAS",
    "NOT_ENOUGH_REPLICAS_AFTER_APPEND", "NETWORK_EXCEPTION", "UNSTABLE_OFFSET_COMMIT",
    "CONCURRENT_TRANSACTIONS",
    "BROKER_NOT_AVAILABLE", "REBALANCE_IN_PROGRESS", "NOT_CONTROLLER",
  ]

  /// Creates an error from an error code.
  init(_ code: rd_kafka_resp_err_t, _ reason: String? = nil) {
    let name = Self.name(of: code)
    self.init(
      code: name,
      reason: reason ?? String(cString: rd_kafka_err2str(code)),
      isRetriable: Self.transient.contains(name),
      isFatal: code == RD_KAFKA_RESP_ERR__FATAL
    )
  }

  /// Creates an error from an error object and destroys the object.
  init(consuming error: OpaquePointer) {
    self.init(borrowing: error)
    rd_kafka_error_destroy(error)
  }

  /// Creates an error from an error object that the caller keeps.
  init(borrowing error: OpaquePointer) {
    let name = Self.name(of: rd_kafka_error_code(error))
    self.init(
      code: name,
      reason: String(cString: rd_kafka_error_string(error)),
      isRetriable: rd_kafka_error_is_retriable(error) != 0 || Self.transient.contains(name),
      isFatal: rd_kafka_error_is_fatal(error) != 0,
      requiresAbort: rd_kafka_error_txn_requires_abort(error) != 0
    )
  }

  private static func name(of code: rd_kafka_resp_err_t) -> String {
    rd_kafka_err2name(code).map { String(cString: $0) } ?? "_UNKNOWN"
  }
}

/// Throws if the code is an error.
func check(_ code: rd_kafka_resp_err_t) throws(KafkaError) {
  if code != RD_KAFKA_RESP_ERR_NO_ERROR { throw KafkaError(code) }
}

/// Throws if there is an error object, and destroys it.
func check(consuming error: OpaquePointer?) throws(KafkaError) {
  if let error { throw KafkaError(consuming: error) }
}
