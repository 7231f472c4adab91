internal import Kafka

/// Dead letters of one partition that go back in one transaction.
struct ReplaySlice: Sendable {
  private(set) var letters: [(letter: StoredDeadLetter, topic: String)] = []
  private var bytes = 0

  var isEmpty: Bool { letters.isEmpty }
  var isFull: Bool { letters.count >= 100 || bytes >= 8 * 1024 * 1024 }

  mutating func append(_ letter: StoredDeadLetter, to topic: String) {
    letters.append((letter, topic))
    bytes += letter.bytes ?? 0
  }

  /// Each by itself.
  var single: [ReplaySlice] {
    letters.map { letter, topic in
      var slice = ReplaySlice()
      slice.append(letter, to: topic)
      return slice
    }
  }
}

/// Commits what goes back together with the note that it went back.
struct ReplayWriter: Sendable {
  let producer: TransactionalProducer
  let topics: AdapterConfiguration.Topics
  let runId: String
  let clock: AdapterClock

  /// Marks where this run ends.
  func begin(_ partitions: [TopicPartition]) async throws {
    try await commit(
      partitions.map { ReplayNote(runId: runId).record(topic: topics.deadLetters, partition: $0.partition) }
    )
  }

  /// Where something in the slice is too large for its topic, each is tried by itself, and that one stays.
  func commit(_ slice: ReplaySlice, of partition: TopicPartition, _ report: inout ReplayReport) async throws {
    let note = ReplayNote(runId: runId, offsets: OffsetRanges(slice.letters.map(\.letter.place.offset)))
    do {
      try await commit(
        slice.letters.map { $0.letter.returned(to: $0.topic) }
          + [note.record(topic: topics.deadLetters, partition: partition.partition)]
      )
      for (letter, _) in slice.letters { report.replayed.append(.init(letter)) }
    } catch TransactionFailure.refused(let error) where error.isAboutSize {
      guard slice.letters.count > 1 else {
        for (letter, _) in slice.letters { report.cannotBeReplayed.append(.init(letter, .tooLarge)) }
        return
      }
      for single in slice.single { try await commit(single, of: partition, &report) }
    }
  }

  private static let attempts = 6

  /// One transaction. An aborted one is tried again, as long as a person may be expected to wait.
  private func commit(_ records: [ProducerRecord]) async throws {
    var failures = 0
    while true {
      do {
        return try await producer.commit(TransactionBatch(records: records))
      } catch TransactionFailure.aborted(let error) {
        failures += 1
        guard failures < Self.attempts else { throw TransactionFailure.aborted(error) }
        try await clock.sleep(
          clock.steady() + RetryPolicy().backoff(failures: failures, jitter: clock.jitter())
        )
      }
    }
  }
}
