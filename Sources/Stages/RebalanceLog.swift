package import Kafka
package import Telemetry

/// Logs and counts rebalances.
package struct RebalanceLog: RebalanceListener {
  private let role: Role
  private let telemetry: Telemetry

  package init(role: Role, telemetry: Telemetry) {
    self.role = role
    self.telemetry = telemetry
  }

  package func assigned(_ partitions: [TopicPartition]) async {
    telemetry.rebalanced(role: role, assigned: partitions.count)
  }
  package func revoked(_ partitions: [TopicPartition]) async {}
  package func lost(_ partitions: [TopicPartition]) async {}
}

extension Telemetry {
  /// Records what keeps the consumer of the role from working.
  ///
  /// - Parameter health: Nil before the first statistics.
  package func consumer(_ role: Role, _ health: ConsumerHealth?) {
    guard let health else { return }
    let now = clock.steady()
    conditions.set(.joining, role, health.joining, at: now)
    let silent = health.silentLeaders
    conditions.set(.leaderUnreachable, role, silent.isEmpty ? nil : silent.joined(separator: ", "), at: now)
  }

  /// The unread records of each partition that the role owns. Partitions not listed are dropped.
  package func lag(_ role: Role, _ records: [TopicPartition: Int64]) {
    lag(role, Dictionary(records.map { ($0.key.partition, $0.value) }) { $1 })
  }
}
