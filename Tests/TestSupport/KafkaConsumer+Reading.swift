package import Kafka

extension KafkaConsumer {
  /// Polls and discards records until the condition holds.
  package func poll(until isDone: @Sendable () -> Bool) async throws {
    var patience = Patience()
    while !isDone() {
      try patience.check("The condition that the test polls for does not hold.")
      if !(try await poll(timeout: .milliseconds(50)).isEmpty) { Patience.progressed() }
    }
  }

  /// Polls until it has this many records.
  package func read(_ count: Int) async throws -> [ConsumedRecord] {
    var patience = Patience()
    var records: [ConsumedRecord] = []
    while records.count < count {
      try patience.check("Read \(records.count) of \(count) records.")
      let more = try await poll(maximumRecords: count - records.count, timeout: .seconds(1))
      if !more.isEmpty { Patience.progressed() }
      records += more
    }
    return records
  }

  /// Polls to the end of these assigned partitions. Needs `ConsumerConfiguration.reportsEnd`.
  package func readToEnd(of partitions: [TopicPartition]) async throws -> [ConsumedRecord] {
    var patience = Patience()
    var records: [ConsumedRecord] = []
    while !reachedEnd(of: partitions) {
      try patience.check("Read \(records.count) records and not the end.")
      let more = try await poll(timeout: .seconds(1))
      if !more.isEmpty { Patience.progressed() }
      records += more
    }
    return records
  }
}
