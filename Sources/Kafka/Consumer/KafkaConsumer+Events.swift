internal import CRdkafka

extension KafkaConsumer {
  /// Handles an event other than a record.
  /// - Returns: true if `poll` should return, because its caller may wait for the end of a partition.
  func handle(_ event: Event) async throws(KafkaError) -> Bool {
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
      for partition in partitions { ended[partition] = nil }
      // librdkafka keeps a partition paused even across a later assignment. Only paused partitions may be resumed: librdkafka
      // 2.0 moves any other back to an earlier position.
      let paused = paused.intersection(partitions)
      if !paused.isEmpty { try resume(Array(paused)) }
      try unassign()
    case .endOfPartition(let partition, let offset):
      ended[partition] = offset
      return true
    case .error(let error):
      if error.isFatal { throw named(handle.fatalError ?? error) }
      if !Self.transient.contains(error.code) { throw named(error) }
      handle.logSink.receive(KafkaLogLine(level: .warning, facility: error.code, text: error.reason))
    case .records, .other:
      break
    }
    return false
  }

  /// Errors that librdkafka recovers from by itself: the network, brokers, and a member that polled too late and rejoins.
  private static let transient: Set<String> = [
    "_TRANSPORT", "_ALL_BROKERS_DOWN", "_RESOLVE", "_TIMED_OUT", "_MAX_POLL_EXCEEDED", "_WAIT_COORD",
    "COORDINATOR_NOT_AVAILABLE", "COORDINATOR_LOAD_IN_PROGRESS", "NOT_COORDINATOR", "REQUEST_TIMED_OUT",
    "LEADER_NOT_AVAILABLE", "REBALANCE_IN_PROGRESS", "UNSTABLE_OFFSET_COMMIT",
  ]

  private func assign(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) throws(KafkaError) {
    ended = [:]
    try check(rd_kafka_assign(handle.pointer, list))
  }

  private func unassign() throws(KafkaError) {
    try check(rd_kafka_assign(handle.pointer, nil))
  }
}
