internal import CRdkafka

extension KafkaConsumer {
  enum Handled {
    case proceed
    /// The next record for the caller of `poll`: one without contents.
    case record(ConsumedRecord)
    /// `poll` should return, because its caller may wait for the end of a partition.
    case finishPoll

    init(_ record: ConsumedRecord?) { self = record.map(Handled.record) ?? .proceed }
  }

  /// Handles an event other than a record.
  func handle(_ event: Event) async throws(KafkaError) -> Handled {
    switch event.kind {
    case .assignment(let list):
      await listener.assigned(PartitionList.partitions(of: list))
      try assign(list)
    case .revocation(let list):
      let partitions = PartitionList.partitions(of: list)
      if rd_kafka_assignment_lost(handle.pointer) != 0 {
        await listener.lost(partitions)
      } else {
        await listener.revoked(partitions)
      }
      for partition in partitions { forget(partition) }
      // librdkafka keeps a partition paused even across a later assignment. Only paused partitions may be resumed: librdkafka
      // 2.0 moves any other back to an earlier position.
      let paused = paused.intersection(partitions)
      if !paused.isEmpty { try resume(Array(paused)) }
      try unassign()
    case .endOfPartition(let partition, let offset):
      unstarted.remove(partition)
      if unreadable[partition] != nil { return Handled(try passedUnreadable(partition)) }
      ended[partition] = offset
      return .finishPoll
    case .error(let error, let place):
      if error.isFatal { throw named(handle.fatalError ?? error) }
      if let place, place.offset >= 0, flawLimit != nil, Self.aboutBatch.contains(error.code) {
        return Handled(try metUnreadable(place.partition, base: place.offset, error))
      }
      if !Self.transient.contains(error.code) { throw named(error) }
      if Self.ofCoordinator.contains(error.code), !unstarted.isEmpty, offsetsAgain == nil {
        offsetsAgain = .now + Self.pauseBeforeOffsets
      }
      handle.logSink.receive(KafkaLogLine(level: .warning, facility: error.code, text: error.reason))
    case .statistics(let json):
      health = ConsumerHealth(statistics: json) ?? health
    case .records, .other:
      break
    }
    return .proceed
  }

  /// Errors about one batch: its compression, its checksum, an unknown format, or its size.
  private static let aboutBatch: Set<String> = [
    "_BAD_COMPRESSION", "_BAD_MSG", "_NOT_IMPLEMENTED", "MSG_SIZE_TOO_LARGE",
  ]

  private func metUnreadable(_ partition: TopicPartition, base: Int64, _ error: KafkaError) throws(KafkaError)
    -> ConsumedRecord?
  {
    if var batch = unreadable[partition] {
      let step = batch.failed(base: base)
      return try follow(step, batch, in: partition)
    }
    // Without the end of the partition, a probe might pass it, and the client would start at the first record again.
    guard let end = handle.knownHigh(partition) else { throw error }
    var batch = UnreadableBatch(
      at: max(base, nextOffsets[partition] ?? base),
      base: base,
      end: end,
      code: error.code
    )
    let step = batch.start()
    return try follow(step, batch, in: partition)
  }

  /// A record or the end of the partition was read while the end of an unreadable batch is searched.
  func passedUnreadable(_ partition: TopicPartition) throws(KafkaError) -> ConsumedRecord? {
    guard var batch = unreadable[partition] else { return nil }
    let step = batch.succeeded()
    return try follow(step, batch, in: partition)
  }

  /// - Returns: The record that stands for the batch, once its end is known.
  private func follow(_ step: UnreadableBatch.Step, _ batch: UnreadableBatch, in partition: TopicPartition)
    throws(KafkaError) -> ConsumedRecord?
  {
    switch step {
    case .read(let offset):
      try seek(partition, to: offset)
      unreadable[partition] = batch
      return nil
    case .ended(let end):
      try seek(partition, to: end)
      return ConsumedRecord(
        partition,
        offset: batch.first,
        flaw: .unreadable(code: batch.code, end: end)
      )
    }
  }

  private func forget(_ partition: TopicPartition) {
    ended[partition] = nil
    unreadable[partition] = nil
    nextOffsets[partition] = nil
    unstarted.remove(partition)
  }

  /// Errors of a coordinator that is absent or moving.
  private static let ofCoordinator: Set<String> = [
    "COORDINATOR_NOT_AVAILABLE", "COORDINATOR_LOAD_IN_PROGRESS", "NOT_COORDINATOR",
  ]

  /// A coordinator that moves refuses every request for a moment.
  private static let pauseBeforeOffsets: Duration = .milliseconds(100)

  /// Assigns the same partitions again. librdkafka finds the new coordinator, but if the old one has refused the request for
  /// committed offsets, it never repeats that and never reads the partitions (librdkafka #5586).
  func requestOffsetsAgain() throws(KafkaError) {
    offsetsAgain = nil
    guard !unstarted.isEmpty else { return }
    let partitions = try assignment
    // Those that were read continue at their positions.
    let offsets = partitions.map { ($0, nextOffsets[$0] ?? ended[$0] ?? Int64(RD_KAFKA_OFFSET_INVALID)) }
    let list = PartitionList(Dictionary(uniqueKeysWithValues: offsets))
    try check(rd_kafka_assign(handle.pointer, list.pointer))
  }

  /// Errors that librdkafka recovers from by itself: the network, brokers, and a member that polled too late and rejoins.
  private static let transient: Set<String> = [
    "_TRANSPORT", "_ALL_BROKERS_DOWN", "_RESOLVE", "_TIMED_OUT", "_MAX_POLL_EXCEEDED", "_WAIT_COORD",
    "COORDINATOR_NOT_AVAILABLE", "COORDINATOR_LOAD_IN_PROGRESS", "NOT_COORDINATOR", "REQUEST_TIMED_OUT",
    "LEADER_NOT_AVAILABLE", "REBALANCE_IN_PROGRESS", "UNSTABLE_OFFSET_COMMIT",
  ]

  private func assign(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) throws(KafkaError) {
    (ended, unreadable, nextOffsets) = ([:], [:], [:])
    (unstarted, offsetsAgain) = (Set(PartitionList.partitions(of: list)), nil)
    try check(rd_kafka_assign(handle.pointer, list))
  }

  private func unassign() throws(KafkaError) {
    try check(rd_kafka_assign(handle.pointer, nil))
  }
}
