/// A consumer group as its coordinator sees it.
package struct ConsumerGroup: Sendable, Equatable {
  package let state: State
  package let members: [Member]

  package enum State: Sendable, Equatable {
    case stable, empty, dead, unknown
    /// Members are asked to join anew, or wait to be told their partitions.
    case rebalancing
  }

  package struct Member: Sendable, Equatable {
    /// `client.id`.
    package let clientId: String
    /// The address that it connects from.
    package let host: String
    /// None while the group rebalances.
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
  /// Reads what a leader has given a member (`ConsumerProtocolAssignment` of the Kafka protocol: a version, topics with
  /// their partitions, then what is the assignor's own). What cannot be read is left out.
  package static func partitions(assigned bytes: [UInt8]) -> [TopicPartition] {
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
