internal import CRdkafka

/// The range of offsets in a partition.
package struct Watermarks: Sendable, Hashable {
  /// Of the first record that is still there.
  package let low: Int64
  /// One more than that of the last record. Records of open transactions count.
  package let high: Int64

  package init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }
}

extension ClientHandle {
  /// As the last answer to a fetch had them, without asking the broker; nil before the first.
  func knownWatermarks(_ partition: TopicPartition) -> Watermarks? {
    var low: Int64 = 0
    var high: Int64 = 0
    let code = rd_kafka_get_watermark_offsets(pointer, partition.topic, partition.partition, &low, &high)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, low >= 0, high >= 0 else { return nil }
    return Watermarks(low: low, high: high)
  }

  /// The high watermark as the last answer to a fetch had it. Unlike one that is asked for it counts open transactions
  /// also for a client that reads committed records only.
  func knownHigh(_ partition: TopicPartition) -> Int64? {
    var low: Int64 = 0
    var high: Int64 = 0
    let code = rd_kafka_get_watermark_offsets(pointer, partition.topic, partition.partition, &low, &high)
    return code == RD_KAFKA_RESP_ERR_NO_ERROR && high >= 0 ? high : nil
  }

  /// Asks the broker. Blocks.
  func watermarks(_ partition: TopicPartition, timeout: Duration) throws(KafkaError) -> Watermarks {
    var low: Int64 = 0
    var high: Int64 = 0
    let code = rd_kafka_query_watermark_offsets(
      pointer,
      partition.topic,
      partition.partition,
      &low,
      &high,
      timeout.timeout
    )
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw explained(KafkaError(code)) }
    return Watermarks(low: low, high: high)
  }
}
