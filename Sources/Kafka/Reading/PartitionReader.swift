/// Reads partitions without joining a consumer group: it commits nothing and does not disturb the members of any group.
///
/// Each call creates a consumer and always closes it. A cancelled task ends every call with
/// `CancellationError`.
package struct PartitionReader: Sendable {
  private let kafka: KafkaConfiguration
  private let groupId: String
  /// The limit on records fetched ahead, in KiB; see `ConsumerConfiguration.prefetchKibibytes`.
  package var prefetchKibibytes = 32 * 1024
  /// How long to wait for the next record before reading fails with a retriable error. Nil waits until the task is
  /// cancelled.
  package var stallTimeout: Duration?
  private let now: @Sendable () -> ContinuousClock.Instant

  /// - Parameters:
  ///   - groupId: the principal needs Read and Describe on this group: librdkafka looks up its coordinator.
  ///   - now: the clock for `stallTimeout` and for the patience of `End.committed`.
  package init(
    _ kafka: KafkaConfiguration,
    groupId: String,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.now = now
  }

  /// Whether `read` continues after a record.
  package enum Step: Sendable { case proceed, stop }

  /// Where reading ends unless the caller stops it earlier.
  package enum End: Sendable, Equatable {
    /// Before the first open transaction, or at the end of the partition. Records behind an open transaction are left
    /// out, committed or not.
    case visible
    /// At the end of the partition. Waits for open transactions to end, each for up to `patience`.
    case committed(patience: Duration)
  }

  /// Passes each committed record from an offset on to `body`, in order, until the end or until `body` returns `.stop`.
  ///
  /// - Throws: a retriable `KafkaError` with code `CONCURRENT_TRANSACTIONS` if an open transaction outlasts the patience,
  ///   or with code `_TIMED_OUT` after `stallTimeout`; what `KafkaConsumer.poll` and `body` throw.
  package func read(
    _ partition: TopicPartition,
    from start: Int64 = 0,
    to end: End = .visible,
    _ body: (ConsumedRecord) async throws -> Step
  ) async throws {
    try await withConsumer(prefetchKibibytes) { consumer in
      try await consumer.assign([partition: start])
      var progress = ReadProgress(from: start, to: end, stallTimeout: stallTimeout, at: now())
      while true {
        try Task.checkCancellation()
        let records = try await consumer.poll(maximumRecords: 10_000, timeout: .seconds(1))
        for record in records {
          // An offset past the end makes Kafka start again at the first record.
          if record.offset >= start, try await body(record) == .stop { return }
        }
        if let last = records.last { progress.advance(past: last.offset, at: now()) }
        let isAtEnd = await consumer.reachedEnd(of: [partition])
        let hidden = isAtEnd ? await consumer.hiddenBehindEnd(of: partition) : nil
        switch progress.next(at: isAtEnd ? .end(hiddenOffsets: hidden) : .before, now()) {
        case .poll: break
        case .finish: return
        case .failHidden(let count): throw KafkaError.hidden(count, of: partition)
        case .failStalled(let offset): throw KafkaError.stalled(partition, at: offset, after: stallTimeout)
        }
      }
    }
  }

  /// The committed record at an offset. Nil if retention deleted it, if it is not written or not committed yet, or if the
  /// offset holds a transaction marker.
  package func record(at offset: Int64, of partition: TopicPartition) async throws -> ConsumedRecord? {
    var found: ConsumedRecord?
    try await read(partition, from: offset) { record in
      if record.offset == offset { found = record }
      return .stop
    }
    return found
  }

  /// Verifies that the principal may read the partitions, by fetching at their ends. A missing right on the group is
  /// ignored: a fetch does not need it.
  ///
  /// - Throws: the broker's error, for example `TOPIC_AUTHORIZATION_FAILED`; a retriable `KafkaError` with code
  ///   `_TIMED_OUT` if the brokers have not answered by the time-out.
  package func verifyAccess(to partitions: [TopicPartition], timeout: Duration = .seconds(10)) async throws {
    let deadline = now() + timeout
    try await withConsumer(prefetchKibibytes) { consumer in
      var ends: [TopicPartition: Int64] = [:]
      for partition in partitions {
        ends[partition] = try await consumer.watermarks(partition, timeout: max(.zero, deadline - now())).high
      }
      try await consumer.assign(ends)
      while await !consumer.reachedEnd(of: partitions) {
        try Task.checkCancellation()
        guard now() < deadline else {
          throw KafkaError(
            code: "_TIMED_OUT",
            reason: "The brokers did not answer a fetch within \(timeout).",
            isRetriable: true
          )
        }
        do {
          _ = try await consumer.poll(timeout: .milliseconds(200))
        } catch let error as KafkaError where error.code == "GROUP_AUTHORIZATION_FAILED" {
          // The coordinator look-up was refused; the fetch goes on.
        }
      }
    }
  }

  private func withConsumer(_ prefetchKibibytes: Int, _ body: (KafkaConsumer) async throws -> Void)
    async throws
  {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: kafka,
        groupId: groupId,
        prefetchKibibytes: prefetchKibibytes,
        reportsEnd: true
      )
    )
    do {
      try await body(consumer)
      await consumer.close()
    } catch {
      await consumer.close()
      throw error
    }
  }
}

extension KafkaError {
  fileprivate static func hidden(_ count: Int64?, of partition: TopicPartition) -> KafkaError {
    KafkaError(
      code: "CONCURRENT_TRANSACTIONS",
      reason:
        "An open transaction hides the last \(count.map(String.init) ?? "unknown number of") offsets of \(partition). "
        + "Find it with `kafka-transactions.sh find-hanging` and end it with `kafka-transactions.sh abort`.",
      isRetriable: true
    )
  }

  fileprivate static func stalled(_ partition: TopicPartition, at offset: Int64, after timeout: Duration?)
    -> KafkaError
  {
    KafkaError(
      code: "_TIMED_OUT",
      reason: "Reading \(partition) stalled at offset \(offset): no record within \(timeout ?? .zero).",
      isRetriable: true
    )
  }
}
