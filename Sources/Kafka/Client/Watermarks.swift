internal import CRdkafka

/// The range of offsets of a partition.
package struct Watermarks: Sendable, Hashable {
  /// The offset of the first record that was not deleted.
  package let low: Int64
  /// One more than the offset of the last record. Records of open transactions count.
  package let high: Int64
}

extension ClientHandle {
  /// The watermarks of the last fetch, without a request; nil before the first fetch.
  func knownWatermarks(_ partition: TopicPartition) -> Watermarks? {
    var low: Int64 = 0
    var high: Int64 = 0
    let code = rd_kafka_get_watermark_offsets(pointer, partition.topic, partition.partition, &low, &high)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, low >= 0, high >= 0 else { return nil }
    return Watermarks(low: low, high: high)
  }

  /// The high watermark of the last fetch. Unlike `watermarks` of a client that reads committed records only, it includes
  /// open transactions.
  func knownHigh(_ partition: TopicPartition) -> Int64? {
    var low: Int64 = 0
    var high: Int64 = 0
    let code = rd_kafka_get_watermark_offsets(pointer, partition.topic, partition.partition, &low, &high)
    return code == RD_KAFKA_RESP_ERR_NO_ERROR && high >= 0 ? high : nil
  }

  /// Requests the watermarks from the broker. Blocks.
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
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw explained(KafkaError(code)).naming(.on(topics: [partition.topic], .describe))
    }
    return Watermarks(low: low, high: high)
  }
}
