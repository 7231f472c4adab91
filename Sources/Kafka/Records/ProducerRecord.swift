/// A record to be written to a topic.
package struct ProducerRecord: Sendable, Hashable {
  package let topic: String
  /// `nil`: chosen from the key as the Java client does (murmur2), or at random without a key.
  package let partition: Int32?
  package let key: [UInt8]?
  /// `nil` writes a tombstone, which deletes the key from a compacted topic.
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
  /// Where the record goes and never what is in it: that may be personal data.
  package var description: String { partition.map { "\(topic)[\($0)]" } ?? topic }
  package var customMirror: Mirror { Mirror(self, children: ["place": description]) }
}
