internal import CRdkafka

extension KafkaConsumer {
  /// Reads these partitions from these offsets, without a group, in place of those before.
  package func assign(_ offsets: [TopicPartition: Int64]) throws(KafkaError) {
    let client = try client()
    for topic in Set(offsets.keys.map(\.topic)) { handle.learn(topic) }
    let list = PartitionList(offsets)
    try check(rd_kafka_assign(client, list.pointer))
    ended = [:]
  }

  /// The partitions that are read now.
  package var assignment: [TopicPartition] {
    get throws(KafkaError) {
      var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
      try check(rd_kafka_assignment(try client(), &list))
      guard let list else { return [] }
      return PartitionList(owning: list).partitions.sorted()
    }
  }

  /// Stops reading these partitions until `resume`. Costs about a second a time, so it is for long waits.
  /// Reads nothing of these partitions until they are resumed, or assigned anew.
  package func pause(_ partitions: [TopicPartition]) throws(KafkaError) {
    let list = PartitionList(partitions)
    try check(rd_kafka_pause_partitions(try client(), list.pointer))
    paused.formUnion(partitions)
    try list.checkEach()
  }

  package func resume(_ partitions: [TopicPartition]) throws(KafkaError) {
    let list = PartitionList(partitions)
    try check(rd_kafka_resume_partitions(try client(), list.pointer))
    paused.subtract(partitions)
    try list.checkEach()
  }

  /// The next record of the partition, which has to be assigned, will be the one at this offset or, if that
  /// is gone, the first after it.
  package func seek(_ partition: TopicPartition, to offset: Int64) throws(KafkaError) {
    let list = PartitionList([partition: offset])
    try check(consuming: rd_kafka_seek_partitions(try client(), list.pointer, 10_000))
    try list.checkEach()
    ended[partition] = nil
  }

  /// The offset after the last record that `poll` returned of each partition; none for those not read from
  /// yet.
  package func position(_ partitions: [TopicPartition]) throws(KafkaError) -> [TopicPartition: Int64] {
    let list = PartitionList(partitions)
    try check(rd_kafka_position(try client(), list.pointer))
    return list.offsets
  }

  /// The group's committed offsets; none for partitions without one. Waits for open transactions that commit
  /// some.
  package func committed(_ partitions: [TopicPartition], timeout: Duration = .seconds(10)) throws(KafkaError)
    -> [TopicPartition: Int64]
  {
    let list = PartitionList(partitions)
    try check(rd_kafka_committed(try client(), list.pointer, timeout.timeout))
    try list.checkEach()
    return list.offsets
  }

  /// How many offsets of the partition were deleted, by retention or by hand, before the group had committed them; 0 where
  /// it has committed nothing yet.
  package func deletedUncommitted(_ partition: TopicPartition, timeout: Duration = .seconds(10))
    throws(KafkaError) -> Int64
  {
    guard let committed = try committed([partition], timeout: timeout)[partition] else { return 0 }
    return max(0, try watermarks(partition, timeout: timeout).low - committed)
  }

  /// Asks the broker which offsets the partition has.
  package func watermarks(_ partition: TopicPartition, timeout: Duration = .seconds(10)) throws(KafkaError)
    -> Watermarks
  {
    _ = try client()
    return try handle.watermarks(partition, timeout: timeout)
  }

  /// How many offsets lie between the last record that `poll` returned and the end of each assigned partition, as far as
  /// the client knows without asking. Partitions of which it knows nothing yet are left out. With
  /// `ConsumerConfiguration.reportsEnd` it is 0 at the end; else the marks of transactions, which count, may be left.
  package func lag() throws(KafkaError) -> [TopicPartition: Int64] {
    let partitions = try assignment
    guard !partitions.isEmpty else { return [:] }
    let positions = try position(partitions)
    var lags: [TopicPartition: Int64] = [:]
    for partition in partitions {
      if ended[partition] != nil {
        lags[partition] = 0
      } else if let known = handle.knownWatermarks(partition), let position = positions[partition] {
        lags[partition] = max(0, known.high - position)
      }
    }
    return lags
  }

  /// Whether reading has come to the end of every one of these partitions, to the last record of a committed
  /// transaction that has no open one before it. Needs `ConsumerConfiguration.reportsEnd`.
  package func reachedEnd(of partitions: some Sequence<TopicPartition>) -> Bool {
    partitions.allSatisfy { ended[$0] != nil }
  }

  /// How many offsets lie behind the end that reading has come to: those of a transaction that is still open, and of
  /// all that came after it, committed or not. 0 is the true end. Nil before the end.
  package func hiddenBehindEnd(of partition: TopicPartition) -> Int64? {
    guard let end = ended[partition], let high = handle.knownHigh(partition) else { return nil }
    return max(0, high - end)
  }

  /// Who this consumer is in its group at the moment. Get it anew for each transaction: a rebalance changes
  /// it.
  package func groupMetadata() throws(KafkaError) -> ConsumerGroupMetadata {
    guard let pointer = rd_kafka_consumer_group_metadata(try client()) else {
      throw KafkaError(code: "_STATE", reason: "The consumer is not in a group.")
    }
    return ConsumerGroupMetadata(owning: pointer)
  }
}
