/// A record that was read from a topic.
package struct ConsumedRecord: Sendable, Hashable {
  package let topic: String
  package let partition: Int32
  package let offset: Int64
  package let key: [UInt8]?
  /// Nil for a tombstone, which deletes its key from a compacted topic.
  package let value: [UInt8]?
  package let headers: [RecordHeader]
  /// Whether the record has more headers than `maximumHeaderBytes`, so that none was copied.
  package let omitsHeaders: Bool
  /// Milliseconds since 1970-01-01 UTC; -1 if the record has no timestamp.
  package let timestamp: Int64
  /// Why the record has no contents. Only with `ConsumerConfiguration.flawLimit`.
  package let flaw: Flaw?

  package enum Flaw: Sendable, Hashable {
    /// Larger than `FlawLimit.record`. Its size in bytes, at least.
    case tooLarge(Int)
    /// The batch with this record cannot be decompressed or is damaged. The batch ends before this offset.
    case unreadable(code: String, end: Int64)
  }

  package init(
    topic: String,
    partition: Int32,
    offset: Int64,
    key: [UInt8]?,
    value: [UInt8]?,
    headers: [RecordHeader],
    omitsHeaders: Bool = false,
    timestamp: Int64,
    flaw: Flaw? = nil
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.key = key
    self.value = value
    self.headers = headers
    self.omitsHeaders = omitsHeaders
    self.timestamp = timestamp
    self.flaw = flaw
  }

  /// A record without contents.
  package init(_ place: TopicPartition, offset: Int64, timestamp: Int64 = -1, flaw: Flaw) {
    self.init(
      topic: place.topic,
      partition: place.partition,
      offset: offset,
      key: nil,
      value: nil,
      headers: [],
      timestamp: timestamp,
      flaw: flaw
    )
  }

  /// Bounds the memory for headers. A topic accepts records whose headers are as large as its largest record.
  package static let maximumHeaderBytes = 1024 * 1024

  package var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }

  /// The offset from which reading continues after this record.
  package var nextOffset: Int64 {
    if case .unreadable(_, let end) = flaw { return end }
    return offset + 1
  }
}

extension ConsumedRecord: CustomStringConvertible, CustomReflectable {
  /// The record's place only: its content may be personal data.
  package var description: String { "\(topic)[\(partition)]@\(offset)" }
  package var customMirror: Mirror { Mirror(self, children: ["place": description]) }
}

/// A header of a record. Names may repeat; the order is preserved.
package struct RecordHeader: Hashable, Sendable {
  package let name: String
  /// Empty if the header has no value.
  package let value: [UInt8]
  package let hasValue: Bool

  package init(name: String, value: [UInt8]?) {
    self.name = name
    self.value = value ?? []
    hasValue = value != nil
  }
}
