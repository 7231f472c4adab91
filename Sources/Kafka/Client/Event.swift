internal import CRdkafka

/// Owns one event from a client's queue.
final class Event {
  enum Kind {
    /// Records.
    case records
    /// The group assigns partitions to this member.
    case assignment(UnsafeMutablePointer<rd_kafka_topic_partition_list_t>)
    /// The group revokes partitions from this member.
    case revocation(UnsafeMutablePointer<rd_kafka_topic_partition_list_t>)
    case endOfPartition(TopicPartition, at: Int64)
    /// The place is that of the batch or record that the error is about, if it is about one.
    case error(KafkaError, at: (partition: TopicPartition, offset: Int64)?)
    /// librdkafka's statistics, as JSON.
    case statistics([UInt8])
    case other
  }

  let pointer: OpaquePointer

  /// Takes ownership of an event that librdkafka returned.
  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { rd_kafka_event_destroy(pointer) }

  var holdsRecords: Bool { rd_kafka_event_type(pointer) == RD_KAFKA_EVENT_FETCH }

  /// Whether the event is an error or the end of this partition.
  func concerns(_ partition: TopicPartition) -> Bool {
    rd_kafka_event_type(pointer) == RD_KAFKA_EVENT_ERROR && place?.partition == partition
  }

  var kind: Kind {
    switch rd_kafka_event_type(pointer) {
    case RD_KAFKA_EVENT_FETCH: .records
    case RD_KAFKA_EVENT_REBALANCE: rebalance
    case RD_KAFKA_EVENT_ERROR: errorOrEnd
    case RD_KAFKA_EVENT_STATS: statistics
    default: .other
    }
  }

  /// The next record of the event, copied out of librdkafka's memory.
  ///
  /// - Parameter limit: See `ConsumedRecord.init`.
  func nextRecord(limit: Int?) -> ConsumedRecord? {
    while let message = rd_kafka_event_message_next(pointer) {
      if let record = ConsumedRecord(message, limit: limit) { return record }
    }
    return nil
  }

  /// The next delivery report of the event, valid as long as the event.
  func nextDelivery() -> UnsafePointer<rd_kafka_message_t>? {
    rd_kafka_event_type(pointer) == RD_KAFKA_EVENT_DR ? rd_kafka_event_message_next(pointer) : nil
  }

  private var rebalance: Kind {
    guard let list = rd_kafka_event_topic_partition_list(pointer) else { return .other }
    return rd_kafka_event_error(pointer) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS
      ? .assignment(list) : .revocation(list)
  }

  private var errorOrEnd: Kind {
    let code = rd_kafka_event_error(pointer)
    let place = place
    if code == RD_KAFKA_RESP_ERR__PARTITION_EOF {
      guard let place else { return .other }
      return .endOfPartition(place.partition, at: place.offset)
    }
    let error = KafkaError(code, rd_kafka_event_error_string(pointer).map { String(cString: $0) })
    guard rd_kafka_event_error_is_fatal(pointer) != 0 else { return .error(error, at: place) }
    return .error(KafkaError(code: error.code, reason: error.reason, isFatal: true), at: place)
  }

  private var place: (partition: TopicPartition, offset: Int64)? {
    guard let entry = rd_kafka_event_topic_partition(pointer) else { return nil }
    defer { rd_kafka_topic_partition_destroy(entry) }
    return TopicPartition(entry.pointee).map { ($0, entry.pointee.offset) }
  }

  private var statistics: Kind {
    guard let text = rd_kafka_event_stats(pointer) else { return .other }
    return .statistics(Array(String(cString: text).utf8))
  }
}
