internal import Kafka
internal import Synchronization

/// The last record that this process has read of each request partition, over all sessions.
///
/// It identifies the topic: librdkafka 2.0 does not know topic ids, and a broker may keep the group's offsets when a topic is
/// deleted and created again. Reading would then skip the first records of the new topic.
final class LastRead: Sendable {
  private struct Mark {
    let offset: Int64
    let timestamp: Int64
  }

  private struct State {
    var marks: [TopicPartition: Mark] = [:]
    /// The partitions that may belong to another topic of the same name.
    var doubtful: Set<TopicPartition> = []
  }

  private let state = Mutex(State())

  func read(_ records: [ConsumedRecord]) {
    state.withLock { state in
      // A record without contents may have no timestamp.
      for record in records where record.flaw == nil {
        state.marks[record.topicPartition] = Mark(offset: record.offset, timestamp: record.timestamp)
      }
    }
  }

  /// The topic did not exist for a while.
  func doubt() { state.withLock { $0.doubtful = Set($0.marks.keys) } }

  /// The partitions among these that are doubtful.
  func doubtful(of partitions: [TopicPartition]) -> [TopicPartition] {
    state.withLock { state in partitions.filter(state.doubtful.contains) }
  }

  /// Whether the partition belongs to another topic than the last record that was read.
  ///
  /// - Parameter record: Reads the record at an offset; nil if there is none.
  func isOfAnotherTopic(
    _ partition: TopicPartition,
    _ watermarks: Watermarks,
    record: (Int64) async throws -> ConsumedRecord?
  ) async throws -> Bool {
    guard let mark = state.withLock({ $0.marks[partition] }) else { return false }
    if watermarks.high <= mark.offset { return true }
    // Retention has deleted the record that identifies the topic.
    if watermarks.low > mark.offset { return false }
    return try await record(mark.offset)?.timestamp != mark.timestamp
  }

  func settle(_ partition: TopicPartition, isOfAnotherTopic: Bool) {
    state.withLock { state in
      state.doubtful.remove(partition)
      if isOfAnotherTopic { state.marks[partition] = nil }
    }
  }
}
