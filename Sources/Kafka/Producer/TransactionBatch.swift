/// What one transaction makes visible, or not at all: records, and how far their source has been read.
package struct TransactionBatch: Sendable {
  package var records: [ProducerRecord]
  /// For each partition the offset of the next record to read, one more than that of the last one dealt with.
  package var offsets: [TopicPartition: Int64]
  /// Whose offsets they are, from `KafkaConsumer.groupMetadata()`. Needed only if there are offsets.
  package var group: ConsumerGroupMetadata?

  /// Records only.
  package init(records: [ProducerRecord]) {
    self.records = records
    offsets = [:]
    group = nil
  }

  package init(records: [ProducerRecord], offsets: [TopicPartition: Int64], group: ConsumerGroupMetadata?) {
    self.records = records
    self.offsets = offsets
    self.group = group
  }
}
