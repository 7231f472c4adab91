internal import Kafka

/// Decides when to compare the committed offsets with the first offsets that are left, and which deletions are new.
struct DeletionWatch {
  static let interval: Duration = .seconds(60)

  private var lastCheck: ContinuousClock.Instant?
  /// The partitions of this assignment that were checked, with the end of the deletions that were reported.
  private var reported: [TopicPartition: Int64] = [:]

  /// The partitions to check now: new ones at once, all of them after each interval.
  mutating func due(_ assignment: [TopicPartition], at now: ContinuousClock.Instant) -> [TopicPartition] {
    reported = reported.filter { assignment.contains($0.key) }
    if let lastCheck, now - lastCheck < Self.interval { return assignment.filter { reported[$0] == nil } }
    lastCheck = now
    return assignment
  }

  /// How many requests were deleted before they were read and have not been reported.
  ///
  /// - Parameters:
  ///   - committed: nil if the group has never committed an offset; reading then starts at the first one.
  ///   - first: the first offset that was not deleted.
  mutating func deleted(in partition: TopicPartition, committed: Int64?, first: Int64) -> Int64 {
    let known = max(committed ?? reported[partition] ?? first, reported[partition] ?? 0)
    reported[partition] = max(known, first)
    return max(0, first - known)
  }
}
