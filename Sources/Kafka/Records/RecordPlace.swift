/// Where a produced record ended up.
package struct RecordPlace: Hashable, Sendable {
  package let partition: TopicPartition
  package let offset: Int64

  package init(partition: TopicPartition, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }
}
