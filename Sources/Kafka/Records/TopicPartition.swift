/// One partition of a topic.
package struct TopicPartition: Hashable, Sendable {
  package let topic: String
  /// From 0.
  package let partition: Int32

  package init(topic: String, partition: Int32) {
    self.topic = topic
    self.partition = partition
  }
}

extension TopicPartition: CustomStringConvertible {
  package var description: String { "\(topic)[\(partition)]" }
}

extension TopicPartition: Comparable {
  /// By topic, then by partition.
  package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }
}
