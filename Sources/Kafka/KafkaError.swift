internal import CRdkafka

/// What went wrong in a Kafka client: librdkafka's own error, as a value.
///
/// The reason is a sentence from librdkafka or from this module. It names topics, groups, brokers and
/// configuration properties; it never holds a record's key, value or headers.
package struct KafkaError: Error, Sendable, Hashable {
  /// librdkafka's name of the error, for example `_TRANSPORT` (raised by the client, with an underscore) or
  /// `TOPIC_AUTHORIZATION_FAILED` (answered by a broker).
  package let code: String
  /// A sentence for a person.
  package let reason: String
  /// The same call may succeed if it is tried again.
  package let isRetriable: Bool
  /// The client is of no further use: it must be closed, and a new one made.
  package let isFatal: Bool
  /// The transaction under way must be aborted.
  package let requiresAbort: Bool

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

  /// The client was closed before or while the call was made.
  package static let closed = KafkaError(code: "_DESTROY", reason: "The Kafka client is closed.")

  /// A record, or a batch of records, exceeds the size limit of its topic.
  package var isAboutSize: Bool {
    ["MSG_SIZE_TOO_LARGE", "INVALID_MSG_SIZE", "RECORD_LIST_TOO_LARGE"].contains(code)
  }
}

extension KafkaError: CustomStringConvertible {
  package var description: String { "\(code): \(reason)" }
}

extension KafkaError {
  /// Codes by which a call may succeed later although librdkafka gives no `rd_kafka_error_t` that says so.
  private static let passing: Set<String> = [
    "_TRANSPORT", "_TIMED_OUT", "_TIMED_OUT_QUEUE", "_RESOLVE", "_ALL_BROKERS_DOWN", "_WAIT_COORD",
    "_WAIT_CACHE",
    "_QUEUE_FULL", "_MSG_TIMED_OUT", "REQUEST_TIMED_OUT", "LEADER_NOT_AVAILABLE", "NOT_LEADER_FOR_PARTITION",
    "COORDINATOR_LOAD_IN_PROGRESS", "COORDINATOR_NOT_AVAILABLE", "NOT_COORDINATOR", "NOT_ENOUGH_REPLICAS",
    "NOT_ENOUGH_REPLICAS_AFTER_APPEND", "NETWORK_EXCEPTION", "UNSTABLE_OFFSET_COMMIT",
    "CONCURRENT_TRANSACTIONS",
    "BROKER_NOT_AVAILABLE", "REBALANCE_IN_PROGRESS", "NOT_CONTROLLER",
  ]

  /// From a bare error code.
  init(_ code: rd_kafka_resp_err_t, _ reason: String? = nil) {
    let name = Self.name(of: code)
    self.init(
      code: name,
      reason: reason ?? String(cString: rd_kafka_err2str(code)),
      isRetriable: Self.passing.contains(name),
      isFatal: code == RD_KAFKA_RESP_ERR__FATAL
    )
  }

  /// From an error object, which is destroyed.
  init(consuming error: OpaquePointer) {
    self.init(borrowing: error)
    rd_kafka_error_destroy(error)
  }

  /// From an error object that someone else owns.
  init(borrowing error: OpaquePointer) {
    let name = Self.name(of: rd_kafka_error_code(error))
    self.init(
      code: name,
      reason: String(cString: rd_kafka_error_string(error)),
      isRetriable: rd_kafka_error_is_retriable(error) != 0 || Self.passing.contains(name),
      isFatal: rd_kafka_error_is_fatal(error) != 0,
      requiresAbort: rd_kafka_error_txn_requires_abort(error) != 0
    )
  }

  /// The code of an error's name, for faults to be injected.
  static func number(of name: String) throws(KafkaError) -> rd_kafka_resp_err_t {
    var descriptions: UnsafePointer<rd_kafka_err_desc>?
    var count = 0
    rd_kafka_get_err_descs(&descriptions, &count)
    let known = UnsafeBufferPointer(start: descriptions, count: count)
    guard let code = known.first(where: { $0.name.map { String(cString: $0) } == name })?.code else {
      throw KafkaError(code: "_INVALID_ARG", reason: "librdkafka knows no error called \(name).")
    }
    return code
  }

  private static func name(of code: rd_kafka_resp_err_t) -> String {
    rd_kafka_err2name(code).map { String(cString: $0) } ?? "_UNKNOWN"
  }
}

/// Throws unless the code says that there was no error.
func check(_ code: rd_kafka_resp_err_t) throws(KafkaError) {
  if code != RD_KAFKA_RESP_ERR_NO_ERROR { throw KafkaError(code) }
}

/// Throws if there is an error object, which is destroyed.
func check(consuming error: OpaquePointer?) throws(KafkaError) {
  if let error { throw KafkaError(consuming: error) }
}
