import Kafka
import TestSupport

/// Records the rebalances of a consumer.
struct RebalanceRecorder: RebalanceListener {
  enum Event: Hashable {
    case assigned([Int32])
    case revoked([Int32])
    case lost([Int32])
  }

  let events = Recorder<Event>()
  var onRevoked: @Sendable ([TopicPartition]) async -> Void = { _ in }

  func assigned(_ partitions: [TopicPartition]) async { events.append(.assigned(numbers(partitions))) }

  func revoked(_ partitions: [TopicPartition]) async {
    await onRevoked(partitions)
    events.append(.revoked(numbers(partitions)))
  }

  func lost(_ partitions: [TopicPartition]) async { events.append(.lost(numbers(partitions))) }

  private func numbers(_ partitions: [TopicPartition]) -> [Int32] { partitions.map(\.partition).sorted() }
}
