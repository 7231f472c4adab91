/// The contents of one transaction: records, and the offsets of the source that they were made from.
package struct TransactionBatch: Sendable {
  package var records: [ProducerRecord]
  /// The next offset to read of each partition: one more than the last processed one.
  package var offsets: [TopicPartition: Int64]
  /// The consumer that commits the offsets, from `KafkaConsumer.groupMetadata()`. Required if there are offsets.
  package var group: ConsumerGroupMetadata?

  /// A batch without offsets.
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

extension TransactionBatch {
  var rightsOfRecords: [KafkaRight] { .on(topics: records.map(\.topic), .write) }

  var rightsOfOffsets: [KafkaRight] { .on(topics: offsets.keys.map(\.topic), .read) + rightsOfGroup }

  var rightsOfGroup: [KafkaRight] {
    guard let group else { return [] }
    return .on(group: group.groupId, .read)
  }
}
