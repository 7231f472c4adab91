/// Is told what the group gives to a consumer and takes from it.
///
/// It is called inside `KafkaConsumer.poll` (and `close`), before the answer goes back to the group, as in
/// the Java client: while nobody polls, nothing is given or taken, and what `revoked` does, for example a
/// last commit, happens while the partitions still are ours. It may call the consumer, but not `poll` or
/// `close`. A slow listener holds up the whole group, and `ConsumerConfiguration.maximumPollInterval` goes on
/// meanwhile.
package protocol RebalanceListener: Sendable {
  /// These partitions are ours, and reading begins when this returns. Empty if the group has none for us.
  func assigned(_ partitions: [TopicPartition]) async
  /// These partitions cease to be ours when this returns. Offsets can still be committed.
  func revoked(_ partitions: [TopicPartition]) async
  /// These partitions are no longer ours, somebody else may have them already. Offsets can no longer be
  /// committed.
  func lost(_ partitions: [TopicPartition]) async
}

/// For consumers to whom it makes no difference.
package struct NoRebalanceListener: RebalanceListener {
  package init() {}
  package func assigned(_ partitions: [TopicPartition]) async {}
  package func revoked(_ partitions: [TopicPartition]) async {}
  package func lost(_ partitions: [TopicPartition]) async {}
}
