internal import CRdkafka

/// Who a consumer is in its group, and in which generation. With it a transaction that commits offsets is
/// refused by the broker if the group has moved on (KIP-447).
///
/// `@unchecked Sendable`: it owns the C object, which nothing changes after it was made.
package final class ConsumerGroupMetadata: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Takes over an object that librdkafka made.
  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
  }

  /// For a group whose partitions were assigned by hand: no member and no generation to be checked.
  package init(groupId: String) throws(KafkaError) {
    guard let pointer = rd_kafka_consumer_group_metadata_new(groupId) else {
      throw KafkaError(code: "_CRIT_SYS_RESOURCE", reason: "There is no memory for group metadata.")
    }
    self.pointer = pointer
  }

  deinit { rd_kafka_consumer_group_metadata_destroy(pointer) }
}
