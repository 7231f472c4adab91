internal import Kafka
internal import PipelineRecords
internal import Stages
internal import Telemetry

/// Dead letters of one partition that are replayed in one transaction.
struct ReplaySlice: Sendable {
  private(set) var letters: [(letter: StoredDeadLetter, topic: String)] = []
  private var bytes = 0

  var isEmpty: Bool { letters.isEmpty }
  var isFull: Bool { letters.count >= 100 || bytes >= 8 * 1024 * 1024 }

  mutating func append(_ letter: StoredDeadLetter, to topic: String) {
    letters.append((letter, topic))
    bytes += letter.bytes ?? 0
  }

  /// One slice per letter.
  var single: [ReplaySlice] {
    letters.map { letter, topic in
      var slice = ReplaySlice()
      slice.append(letter, to: topic)
      return slice
    }
  }
}

/// Commits replayed records together with the note that lists them.
struct ReplayWriter: Sendable {
  let producer: TransactionalProducer
  let topics: TopicNames
  let runId: String
  let clock: AdapterClock

  /// Writes the notes that mark the end of this run.
  func begin(_ partitions: [TopicPartition]) async throws {
    try await commit(
      partitions.map { ReplayNote(runId: runId).record(topic: topics.deadLetters, partition: $0.partition) }
    )
  }

  /// If a record in the slice is too large for its topic, commits each by itself and leaves that one.
  func commit(_ slice: ReplaySlice, of partition: TopicPartition, _ report: inout ReplayReport) async throws {
    let note = ReplayNote(runId: runId, offsets: RangeSet(offsets: slice.letters.map(\.letter.place.offset)))
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

  /// Commits one transaction; retries a few times if it is aborted.
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
