internal import Kafka

/// Reads a partition by hand, committed records only, outside any group: it leaves no trace on the broker and disturbs
/// nobody. It never waits longer than its patience for the next record.
struct TopicScan: Sendable {
  let kafka: KafkaConfiguration
  let groupId: String
  var patience: Duration = .seconds(30)

  enum Step { case goOn, stop }

  /// Nothing more came, and the end was not reached.
  struct Stalled: Error, CustomStringConvertible {
    let partition: TopicPartition
    let nextOffset: Int64
    let patience: Duration

    var description: String {
      "\(partition) could not be read further than offset \(nextOffset): nothing came for \(patience)."
    }
  }

  /// Hands each record from an offset on to `body`, until that says to stop.
  ///
  /// - Parameter waitsAtEnd: Whether to wait, at the end, for more: what an open transaction of someone else hides.
  func read(
    _ partition: TopicPartition,
    from start: Int64 = 0,
    waitsAtEnd: Bool = false,
    _ body: (ConsumedRecord) async throws -> Step
  ) async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: kafka,
        groupId: groupId + ".reader",
        prefetchKibibytes: 32 * 1024,
        reportsEnd: true
      )
    )
    do {
      try await consumer.assign([partition: start])
      try await read(partition, from: start, waitsAtEnd: waitsAtEnd, consumer, body)
      await consumer.close()
    } catch {
      await consumer.close()
      throw error
    }
  }

  private func read(
    _ partition: TopicPartition,
    from start: Int64,
    waitsAtEnd: Bool,
    _ consumer: KafkaConsumer,
    _ body: (ConsumedRecord) async throws -> Step
  ) async throws {
    var next = start
    var lastCame = ContinuousClock.now
    while true {
      try Task.checkCancellation()
      let records = try await consumer.poll(maximumRecords: 1000, timeout: .seconds(1))
      for record in records {
        if try await body(record) == .stop { return }
        next = record.offset + 1
      }
      if !records.isEmpty { lastCame = .now }
      if !waitsAtEnd, await consumer.reachedEnd(of: [partition]) { return }
      guard ContinuousClock.now - lastCame < patience else {
        throw Stalled(partition: partition, nextOffset: next, patience: patience)
      }
    }
  }
}
