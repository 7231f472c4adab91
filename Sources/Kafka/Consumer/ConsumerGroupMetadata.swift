internal import CRdkafka

/// Identifies a consumer and its generation in the group. A transaction that commits offsets carries it, so that the broker
/// fences members of an earlier generation (KIP-447).
///
/// `@unchecked Sendable`: it owns the C object, which never changes after creation.
package final class ConsumerGroupMetadata: @unchecked Sendable {
  let pointer: OpaquePointer
  let groupId: String

  /// Takes ownership of an object that librdkafka created.
  init(owning pointer: OpaquePointer, groupId: String) {
    (self.pointer, self.groupId) = (pointer, groupId)
  }

  /// Metadata of a group whose partitions were assigned manually: the broker checks neither member nor generation.
  init(groupId: String) throws(KafkaError) {
    guard let pointer = rd_kafka_consumer_group_metadata_new(groupId) else {
      throw KafkaError(code: "_CRIT_SYS_RESOURCE", reason: "Out of memory for consumer group metadata.")
    }
    (self.pointer, self.groupId) = (pointer, groupId)
  }

  deinit { rd_kafka_consumer_group_metadata_destroy(pointer) }
}
