/// A record to write to a topic.
package struct ProducerRecord: Sendable, Hashable {
  package let topic: String
  /// Nil selects the partition by key as the Java client does (murmur2), or at random if the key is nil.
  package let partition: Int32?
  package let key: [UInt8]?
  /// Nil writes a tombstone, which deletes the key from a compacted topic.
  package let value: [UInt8]?
  package let headers: [RecordHeader]

  package init(
    topic: String,
    partition: Int32? = nil,
    key: [UInt8]? = nil,
    value: [UInt8]?,
    headers: [RecordHeader] = []
  ) {
    self.topic = topic
    self.partition = partition
    self.key = key
    self.value = value
    self.headers = headers
  }
}

extension ProducerRecord: CustomStringConvertible, CustomReflectable {
  /// The record's place only: its content may be personal data.
  package var description: String { partition.map { "\(topic)[\($0)]" } ?? topic }
  package var customMirror: Mirror { Mirror(self, children: ["place": description]) }
}

/// The partition and offset of a produced record.
package struct RecordPlace: Hashable, Sendable {
  package let partition: TopicPartition
  package let offset: Int64

  package init(partition: TopicPartition, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }
}
