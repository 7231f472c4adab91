internal import CRdkafka

extension ClientHandle {
  /// Asks for a topic's partitions before they are first written to or read by hand, if they were not asked
  /// for yet. librdkafka would find out by itself, but looks for topics that it does not know only once a
  /// second. So it waits no longer than that here either, and without an answer goes on.
  func learn(_ topic: String) {
    guard knownTopics.insert(topic).inserted, let native = rd_kafka_topic_new(pointer, topic, nil) else {
      return
    }
    defer { rd_kafka_topic_destroy(native) }
    var metadata: UnsafePointer<rd_kafka_metadata>?
    guard rd_kafka_metadata(pointer, 0, native, &metadata, 1000) == RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    rd_kafka_metadata_destroy(metadata)
  }
}
