package import Kafka

extension KafkaConsumer {
  /// Polls, and forgets what it reads, until it is as wanted, or gives up.
  package func poll(within time: Duration = .seconds(30), until isDone: @Sendable () -> Bool) async throws {
    let deadline = ContinuousClock.now + time
    while !isDone() {
      guard ContinuousClock.now < deadline else { throw TestFailure("It did not come about within \(time).") }
      _ = try await poll(timeout: .milliseconds(50))
    }
  }

  /// Polls until it has so many records, or gives up.
  package func read(_ count: Int, within time: Duration = .seconds(30)) async throws -> [ConsumedRecord] {
    let deadline = ContinuousClock.now + time
    var records: [ConsumedRecord] = []
    while records.count < count {
      guard ContinuousClock.now < deadline else {
        throw TestFailure("Only \(records.count) of \(count) records came within \(time).")
      }
      records += try await poll(maximumRecords: count - records.count, timeout: .seconds(1))
    }
    return records
  }

  /// Polls to the end of these partitions, which have to be assigned. Needs
  /// `ConsumerConfiguration.reportsEnd`.
  package func readToEnd(of partitions: [TopicPartition], within time: Duration = .seconds(30)) async throws
    -> [ConsumedRecord]
  {
    let deadline = ContinuousClock.now + time
    var records: [ConsumedRecord] = []
    while !reachedEnd(of: partitions) {
      guard ContinuousClock.now < deadline else {
        throw TestFailure("The end did not come within \(time), after \(records.count) records.")
      }
      records += try await poll(timeout: .seconds(1))
    }
    return records
  }
}
