internal import CRdkafka

/// Owns a librdkafka list of partitions with offsets.
struct PartitionList: ~Copyable {
  typealias Pointer = UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  let pointer: Pointer

  /// Takes ownership of a list that librdkafka created.
  init(owning pointer: Pointer) {
    self.pointer = pointer
  }

  init(_ partitions: some Collection<TopicPartition>) {
    pointer = rd_kafka_topic_partition_list_new(Int32(clamping: partitions.count))
    for partition in partitions {
      rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition)
    }
  }

  init(_ offsets: [TopicPartition: Int64]) {
    pointer = rd_kafka_topic_partition_list_new(Int32(clamping: offsets.count))
    for (partition, offset) in offsets {
      let entry = rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition)
      entry?.pointee.offset = offset
    }
  }

  /// A subscription: topics without partitions.
  init(topics: [String]) {
    pointer = rd_kafka_topic_partition_list_new(Int32(clamping: topics.count))
    for topic in topics {
      rd_kafka_topic_partition_list_add(pointer, topic, RD_KAFKA_PARTITION_UA)
    }
  }

  deinit { rd_kafka_topic_partition_list_destroy(pointer) }

  var partitions: [TopicPartition] { Self.partitions(of: pointer) }

  /// See `offsets(of:)`.
  var offsets: [TopicPartition: Int64] { Self.offsets(of: pointer) }

  /// Throws the first error of any partition.
  func checkEach() throws(KafkaError) {
    for entry in Self.entries(of: pointer) { try check(entry.err) }
  }

  static func partitions(of pointer: UnsafePointer<rd_kafka_topic_partition_list_t>) -> [TopicPartition] {
    entries(of: pointer).compactMap(TopicPartition.init)
  }

  /// The offsets of the partitions that have one. Logical offsets such as `RD_KAFKA_OFFSET_INVALID`, all negative, are left
  /// out.
  private static func offsets(of pointer: UnsafePointer<rd_kafka_topic_partition_list_t>) -> [TopicPartition:
    Int64]
  {
    entries(of: pointer).reduce(into: [:]) { offsets, entry in
      guard entry.offset >= 0, let partition = TopicPartition(entry) else { return }
      offsets[partition] = entry.offset
    }
  }

  private static func entries(of pointer: UnsafePointer<rd_kafka_topic_partition_list_t>)
    -> UnsafeBufferPointer<rd_kafka_topic_partition_t>
  {
    UnsafeBufferPointer(start: pointer.pointee.elems, count: Int(pointer.pointee.cnt))
  }
}

extension TopicPartition {
  init?(_ entry: rd_kafka_topic_partition_t) {
    guard let topic = entry.topic else { return nil }
    self.init(topic: String(cString: topic), partition: entry.partition)
  }
}
