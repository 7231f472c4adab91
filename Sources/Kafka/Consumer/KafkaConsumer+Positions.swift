internal import CRdkafka

extension KafkaConsumer {
  /// Assigns these partitions manually, without joining the group, and reads from these offsets. Replaces an earlier
  /// assignment.
  package func assign(_ offsets: [TopicPartition: Int64]) throws(KafkaError) {
    let client = try client()
    for topic in Set(offsets.keys.map(\.topic)) { handle.loadMetadata(of: topic) }
    let list = PartitionList(offsets)
    try check(rd_kafka_assign(client, list.pointer))
    topics = Set(offsets.keys.map(\.topic))
    (ended, unreadable, nextOffsets) = ([:], [:], [:])
    (unstarted, offsetsAgain) = ([], nil)
  }

  /// The partitions that are assigned now.
  package var assignment: [TopicPartition] {
    get throws(KafkaError) {
      var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
      try check(rd_kafka_assignment(try client(), &list))
      guard let list else { return [] }
      return PartitionList(owning: list).partitions.sorted()
    }
  }

  /// Stops fetching these partitions until they are resumed or assigned again. Each pause costs about a second, so pause
  /// only for long waits.
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

  /// Moves the position of an assigned partition. The next record is the one at this offset or, if it was deleted, the first
  /// after it.
  package func seek(_ partition: TopicPartition, to offset: Int64) throws(KafkaError) {
    let list = PartitionList([partition: offset])
    try check(consuming: rd_kafka_seek_partitions(try client(), list.pointer, 10_000))
    try list.checkEach()
    // An event that was put back may be about the earlier position. librdkafka drops those in its own queue.
    handle.events.dropHeld { $0.concerns(partition) }
    (ended[partition], unreadable[partition], nextOffsets[partition]) = (nil, nil, offset)
    unstarted.remove(partition)
  }

  /// The offset after the last record that `poll` returned from each partition. Partitions that have not been read yet are
  /// left out.
  package func position(_ partitions: [TopicPartition]) throws(KafkaError) -> [TopicPartition: Int64] {
    let list = PartitionList(partitions)
    try check(rd_kafka_position(try client(), list.pointer))
    return list.offsets
  }

  /// The offsets that the group has committed. Partitions without one are left out. Waits for open transactions that commit
  /// offsets of the group. Blocks the client's thread.
  package func committed(_ partitions: [TopicPartition], timeout: Duration = .seconds(10)) throws(KafkaError)
    -> [TopicPartition: Int64]
  {
    let list = PartitionList(partitions)
    let client = try client()
    do throws(KafkaError) {
      try check(rd_kafka_committed(client, list.pointer, timeout.timeout))
      try list.checkEach()
    } catch {
      throw error.naming(.on(group: groupId, .describe) + .on(topics: partitions.map(\.topic), .describe))
    }
    return list.offsets
  }

  /// Like `committed`, but retries while the group's coordinator is absent or moving.
  ///
  /// - Throws: the last error, which is retriable, after the time-out; a permanent error, such as a missing right, at once.
  func committed(_ partitions: [TopicPartition], retryingFor timeout: Duration) async throws(KafkaError)
    -> [TopicPartition: Int64]
  {
    let deadline = ContinuousClock.now + timeout
    var attemptTimeout: Duration = .seconds(1)
    while true {
      do throws(KafkaError) {
        return try committed(partitions, timeout: min(attemptTimeout, deadline - .now))
      } catch {
        // Pauses before the next attempt. Throws the permanent errors of the coordinator look-up, which only reach the event
        // queue while the call above times out.
        _ = try await poll(timeout: .milliseconds(100))
        guard error.isRetriable, ContinuousClock.now < deadline, !Task.isCancelled else {
          throw handle.explained(error)
        }
        attemptTimeout *= 2
      }
    }
  }

  /// Asks the broker for the first and last offset of the partition.
  package func watermarks(_ partition: TopicPartition, timeout: Duration = .seconds(10)) throws(KafkaError)
    -> Watermarks
  {
    _ = try client()
    return try handle.watermarks(partition, timeout: timeout)
  }

  /// How many offsets lie between the last record that `poll` returned and the end of each assigned partition, as of the
  /// last fetch. Partitions that have not been fetched yet are left out. Offsets behind an open transaction count. Transaction
  /// markers count too, except that the lag is 0 at the end if `ConsumerConfiguration.reportsEnd` is set.
  package func lag() throws(KafkaError) -> [TopicPartition: Int64] {
    let partitions = try assignment
    guard !partitions.isEmpty else { return [:] }
    let positions = try position(partitions)
    var lags: [TopicPartition: Int64] = [:]
    for partition in partitions {
      if let hidden = hiddenBehindEnd(of: partition) {
        lags[partition] = hidden
      } else if let known = handle.knownWatermarks(partition), let position = positions[partition] {
        lags[partition] = max(0, known.high - position)
      }
    }
    return lags
  }

  /// Whether all these partitions were read up to the first open transaction, or to the end if no transaction is open. Needs
  /// `ConsumerConfiguration.reportsEnd`.
  package func reachedEnd(of partitions: some Sequence<TopicPartition>) -> Bool {
    partitions.allSatisfy { ended[$0] != nil }
  }

  /// How many offsets an open transaction hides: its own and all later ones, committed or not. 0 if no transaction is open.
  /// Nil if reading has not reached the end.
  func hiddenBehindEnd(of partition: TopicPartition) -> Int64? {
    guard let end = ended[partition], let high = handle.knownHigh(partition) else { return nil }
    return max(0, high - end)
  }

  /// The partitions of which an open transaction hides offsets. Needs `ConsumerConfiguration.reportsEnd`.
  package func hidden() -> [TopicPartition: HiddenOffsets] {
    var hidden: [TopicPartition: HiddenOffsets] = [:]
    for (partition, end) in ended {
      guard let count = hiddenBehindEnd(of: partition), count > 0 else { continue }
      hidden[partition] = HiddenOffsets(end: end, count: count)
    }
    return hidden
  }

  /// The current membership of this consumer. Request it for each transaction, because a rebalance changes it.
  package func groupMetadata() throws(KafkaError) -> ConsumerGroupMetadata {
    guard let pointer = rd_kafka_consumer_group_metadata(try client()) else {
      throw KafkaError(code: "_STATE", reason: "The consumer has no group.")
    }
    return ConsumerGroupMetadata(owning: pointer, groupId: groupId)
  }
}

/// What an open transaction hides from a consumer.
package struct HiddenOffsets: Sendable, Equatable {
  /// The offset at which reading has to stop.
  package let end: Int64
  /// The offsets of the transaction and all later ones, committed or not.
  package let count: Int64

  package init(end: Int64, count: Int64) { (self.end, self.count) = (end, count) }
}
