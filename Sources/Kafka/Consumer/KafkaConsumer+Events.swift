internal import CRdkafka

extension KafkaConsumer {
  /// Does what an event that is not a record asks for.
  /// - Returns: whether the poll should return: its caller waits for the end of a partition.
  func handle(_ event: Event) async throws(KafkaError) -> Bool {
    switch event.kind {
    case .assignment(let list):
      await listener.assigned(PartitionList.partitions(of: list))
      try take(list)
    case .revocation(let list):
      let partitions = PartitionList.partitions(of: list)
      if rd_kafka_assignment_lost(handle.pointer) != 0 {
        await listener.lost(partitions)
      } else {
        await listener.revoked(partitions)
      }
      for partition in partitions { ended[partition] = nil }
      // librdkafka would remember the pause, however much later the partition is assigned again. (One that is not paused must not
      // be resumed: librdkafka 2.0 then reads on from where it once was.)
      let paused = paused.intersection(partitions)
      if !paused.isEmpty { try resume(Array(paused)) }
      try giveUp()
    case .endOfPartition(let partition, let offset):
      ended[partition] = offset
      return true
    case .error(let error):
      if error.isFatal { throw handle.fatalError ?? error }
      if !Self.passing.contains(error.code) { throw error }
      handle.logSink.take(KafkaLogLine(level: .warning, facility: error.code, text: error.reason))
    case .records, .other:
      break
    }
    return false
  }

  /// What librdkafka gets over by itself: the network, brokers, and a member that did not poll in time and
  /// joins again.
  private static let passing: Set<String> = [
    "_TRANSPORT", "_ALL_BROKERS_DOWN", "_RESOLVE", "_TIMED_OUT", "_MAX_POLL_EXCEEDED", "_WAIT_COORD",
    "COORDINATOR_NOT_AVAILABLE", "COORDINATOR_LOAD_IN_PROGRESS", "NOT_COORDINATOR", "REQUEST_TIMED_OUT",
    "LEADER_NOT_AVAILABLE", "REBALANCE_IN_PROGRESS", "UNSTABLE_OFFSET_COMMIT",
  ]

  private func take(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) throws(KafkaError) {
    ended = [:]
    try check(rd_kafka_assign(handle.pointer, list))
  }

  private func giveUp() throws(KafkaError) {
    try check(rd_kafka_assign(handle.pointer, nil))
  }
}
