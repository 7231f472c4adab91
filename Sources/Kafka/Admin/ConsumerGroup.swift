/// A consumer group as its coordinator sees it.
package struct ConsumerGroup: Sendable, Equatable {
  package let state: State
  package let members: [Member]

  package enum State: Sendable, Equatable {
    case stable, empty, dead, unknown
    /// Members are rejoining or waiting for their assignment.
    case rebalancing
  }

  package struct Member: Sendable, Equatable {
    /// `client.id`.
    package let clientId: String
    /// The address that the member connects from.
    package let host: String
    /// Empty while the group rebalances.
    package let partitions: [TopicPartition]

    package init(clientId: String, host: String, partitions: [TopicPartition]) {
      self.clientId = clientId
      self.host = host
      self.partitions = partitions
    }
  }

  package init(state: State, members: [Member]) {
    self.state = state
    self.members = members
  }
}

extension ConsumerGroup {
  /// Parses the assignment of a member (`ConsumerProtocolAssignment` of the Kafka protocol: a version, topics with their
  /// partitions, then data of the assignor). Omits everything after malformed bytes.
  static func partitions(assigned bytes: [UInt8]) -> [TopicPartition] {
    var rest = bytes[...]
    func number(_ size: Int) -> Int? {
      guard rest.count >= size else { return nil }
      defer { rest = rest.dropFirst(size) }
      return rest.prefix(size).reduce(0) { $0 << 8 | Int($1) }
    }
    var partitions: [TopicPartition] = []
    guard number(2) != nil, let topics = number(4), topics <= rest.count else { return [] }
    for _ in 0..<topics {
      guard let length = number(2), length <= rest.count else { return partitions }
      let topic = String(decoding: rest.prefix(length), as: UTF8.self)
      rest = rest.dropFirst(length)
      guard let count = number(4), count <= rest.count / 4 else { return partitions }
      for _ in 0..<count {
        guard let partition = number(4).map({ Int32(truncatingIfNeeded: $0) }) else { return partitions }
        partitions.append(TopicPartition(topic: topic, partition: partition))
      }
    }
    return partitions
  }
}

/// The lag of a group in one partition.
package struct GroupLag: Sendable, Hashable {
  /// Nil if the group has not committed an offset of this partition.
  package let committed: Int64?
  package let watermarks: Watermarks

  /// The number of offsets that the group has not committed: an upper bound on records, because transaction markers occupy
  /// offsets too.
  package var count: Int64 { max(0, watermarks.high - max(committed ?? watermarks.low, watermarks.low)) }
}
