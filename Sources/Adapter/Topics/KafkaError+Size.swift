internal import Kafka

extension KafkaError {
  /// Whether a record, or a batch of them, is larger than its topic takes.
  var isAboutSize: Bool {
    ["MSG_SIZE_TOO_LARGE", "INVALID_MSG_SIZE", "RECORD_LIST_TOO_LARGE"].contains(code)
  }
}
