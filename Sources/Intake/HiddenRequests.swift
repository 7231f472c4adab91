internal import Kafka

/// Decides when requests that an open transaction hides need attention. A publisher may use transactions, but one that leaves a
/// transaction open stops its partition without any error: no committed request behind it can be read until it ends.
struct HiddenRequests: Sendable {
  enum Notice: Equatable {
    case hidden(TopicPartition, count: Int64, seconds: Int64)
    case visible(TopicPartition)
  }

  /// A transaction of a working publisher takes seconds.
  static let patience: Duration = .seconds(60)
  static let repetition: Duration = .seconds(300)

  private struct State {
    var end: Int64
    var since: ContinuousClock.Instant
    var alertedAt: ContinuousClock.Instant?
  }

  private var states: [TopicPartition: State] = [:]
  /// The offsets hidden for longer than the patience, by partition.
  private(set) var overdue: [TopicPartition: Int64] = [:]

  /// - Parameter hidden: The partitions of which an open transaction hides offsets now.
  mutating func update(_ hidden: [TopicPartition: HiddenOffsets], at now: ContinuousClock.Instant) -> [Notice]
  {
    var notices: [Notice] = []
    overdue = [:]
    for (partition, offsets) in hidden.sorted(by: { $0.key < $1.key }) {
      // If reading has advanced, the transaction is another one.
      let known = states[partition].flatMap { $0.end == offsets.end ? $0 : nil }
      var state = known ?? State(end: offsets.end, since: now)
      if now - state.since >= Self.patience {
        overdue[partition] = offsets.count
        if state.alertedAt.map({ now - $0 >= Self.repetition }) ?? true {
          state.alertedAt = now
          let seconds = (now - state.since).components.seconds
          notices.append(.hidden(partition, count: offsets.count, seconds: seconds))
        }
      }
      if states[partition]?.alertedAt != nil, state.alertedAt == nil { notices.append(.visible(partition)) }
      states[partition] = state
    }
    for (partition, state) in states.sorted(by: { $0.key < $1.key }) where hidden[partition] == nil {
      if state.alertedAt != nil { notices.append(.visible(partition)) }
      states[partition] = nil
    }
    return notices
  }
}
