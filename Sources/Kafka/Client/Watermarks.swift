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

  /// Requests the watermarks from the broker. Blocks for at most `timeout`, unlike `rd_kafka_query_watermark_offsets`, whose
  /// time-out ends with the look-up of the leader: a leader that does not answer would block it for `socket.timeout.ms`.
  func watermarks(_ partition: TopicPartition, timeout: Duration) throws(KafkaError) -> Watermarks {
    let deadline = ContinuousClock.now + timeout
    let low = try offset(at: Int64(RD_KAFKA_OFFSET_BEGINNING), of: partition, deadline: deadline)
    let high = try offset(at: Int64(RD_KAFKA_OFFSET_END), of: partition, deadline: deadline)
    return Watermarks(low: low, high: high)
  }

  private func offset(at end: Int64, of partition: TopicPartition, deadline: ContinuousClock.Instant)
    throws(KafkaError) -> Int64
  {
    let list = PartitionList([partition: end])
    let code = rd_kafka_offsets_for_times(pointer, list.pointer, (deadline - .now).timeout)
    do {
      try check(code)
      try list.checkEach()
    } catch {
      throw explained(error).naming(.on(topics: [partition.topic], .describe))
    }
    guard let offset = list.offsets[partition] else {
      throw KafkaError(code: "_NO_OFFSET", reason: "The broker named no offset for \(partition).")
    }
    return offset
  }
}
