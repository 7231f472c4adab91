/// Receives the partitions that the group assigns to a consumer and revokes from it.
///
/// The methods run inside `KafkaConsumer.poll` (and `close`), before the consumer answers the group, as in the Java
/// client. So nothing is assigned or revoked while the consumer is not polled, and `revoked` can still commit. A listener
/// may call the consumer, but not `poll` or `close`. A slow listener delays the whole group, and its time counts towards
/// `ConsumerConfiguration.maximumPollInterval`.
package protocol RebalanceListener: Sendable {
  /// The group assigned these partitions. Reading starts when this returns. Empty if the group has none for this member.
  func assigned(_ partitions: [TopicPartition]) async
  /// The group revokes these partitions. This member owns them, and can commit their offsets, until this returns.
  func revoked(_ partitions: [TopicPartition]) async
  /// This member no longer owns these partitions, and another member may. Their offsets can no longer be committed.
  func lost(_ partitions: [TopicPartition]) async
}

/// Ignores rebalances.
package struct NoRebalanceListener: RebalanceListener {
  package init() {}
  package func assigned(_ partitions: [TopicPartition]) async {}
  package func revoked(_ partitions: [TopicPartition]) async {}
  package func lost(_ partitions: [TopicPartition]) async {}
}
