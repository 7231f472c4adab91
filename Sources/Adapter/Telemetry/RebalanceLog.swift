internal import Kafka

/// Tells of rebalances where nothing else has to be done about them.
struct RebalanceLog: RebalanceListener {
  let role: Role
  let telemetry: Telemetry

  func assigned(_ partitions: [TopicPartition]) async {
    telemetry.rebalanced(role: role, assigned: partitions.count)
  }
  func revoked(_ partitions: [TopicPartition]) async {}
  func lost(_ partitions: [TopicPartition]) async {}
}
