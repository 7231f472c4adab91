internal import Kafka

/// Reads one partition by hand, outside any group: the whole of it, or one record.
struct PartitionReader: Sendable {
  let kafka: KafkaConfiguration
  let groupId: String

  /// Hands every committed record from the first to the last there is now to `body`.
  ///
  /// A transaction that is still open hides what was committed after it. For the caller who may not miss that:
  /// - Parameter patience: how long to wait for such a transaction to end; nil reads up to it and no further.
  /// - Throws: a retriable `KafkaError` if it has not ended by then.
  func readAll(_ partition: TopicPartition, patience: Duration? = nil, _ body: (ConsumedRecord) -> Void)
    async throws
  {
    // Room for several answers of the broker: whenever the queue is full, fetching stops for up to a second.
    try await withConsumer(prefetchKibibytes: 64 * 1024) { consumer in
      try await consumer.assign([partition: 0])
      var deadline: ContinuousClock.Instant?
      while true {
        if await consumer.reachedEnd(of: [partition]) {
          guard let patience else { return }
          let hidden = await consumer.hiddenBehindEnd(of: partition)
          if hidden == 0 { return }
          deadline = deadline ?? .now + patience
          if let deadline, ContinuousClock.now >= deadline { throw Self.hidden(hidden, of: partition) }
        } else {
          deadline = nil
        }
        try Task.checkCancellation()
        for record in try await consumer.poll(maximumRecords: 10_000, timeout: .seconds(1)) { body(record) }
      }
    }
  }

  private static func hidden(_ count: Int64?, of partition: TopicPartition) -> KafkaError {
    KafkaError(
      code: "CONCURRENT_TRANSACTIONS",
      reason:
        "A transaction that does not end hides the last \(count.map(String.init) ?? "unknown number of") offsets"
        + " of \(partition). Kafka's kafka-transactions.sh find-hanging shows it, and abort ends it.",
      isRetriable: true
    )
  }

  /// The record at an offset; nil where it is no longer, or not yet, there.
  func read(_ partition: TopicPartition, at offset: Int64) async throws -> ConsumedRecord? {
    try await withConsumer { consumer in
      try await consumer.assign([partition: offset])
      while true {
        try Task.checkCancellation()
        if let first = try await consumer.poll(maximumRecords: 1, timeout: .seconds(1)).first {
          return first.offset == offset ? first : nil
        }
        if await consumer.reachedEnd(of: [partition]) { return nil }
      }
    }
  }

  private func withConsumer<Result: Sendable>(
    prefetchKibibytes: Int = 16 * 1024,
    _ body: (KafkaConsumer) async throws -> Result
  ) async throws -> Result {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: kafka,
        groupId: groupId + ".reader",
        prefetchKibibytes: prefetchKibibytes,
        reportsEnd: true
      )
    )
    do {
      let result = try await body(consumer)
      await consumer.close()
      return result
    } catch {
      await consumer.close()
      throw error
    }
  }
}
