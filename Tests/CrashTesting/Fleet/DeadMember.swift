internal import Settings
internal import Telemetry
internal import Kafka
internal import TestSupport

/// Does for a dead instance what a Kafka cluster does and the test broker does not: removes the member from its group (session
/// timeout), aborts its open transaction and fences its producer (transaction timeout).
struct DeadMember: Sendable {
  let instanceId: String
  let configuration: AdapterConfiguration

  /// Retries until the broker, which may be down, has done it.
  func timeOut() async throws {
    let groupId = configuration.kafka.groupId
    let deadline = ContinuousClock.now + Patience.limit
    while true {
      do {
        for role in Role.allCases { try await leave(role) }
        return try await Self.abortTransaction(of: "\(groupId).intake.\(instanceId)", configuration)
      } catch {
        guard ContinuousClock.now < deadline else { throw error }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Aborts the open transaction of a transactional id and fences its producer.
  static func abortTransaction(of transactionalId: String, _ configuration: AdapterConfiguration) async throws
  {
    let producer = try TransactionalProducer(
      KafkaConfiguration(bootstrapServers: configuration.kafka.bootstrapServers),
      transactionalId: transactionalId
    )
    do {
      try await producer.initTransactions(timeout: .seconds(5))
      await producer.close()
    } catch {
      await producer.close()
      throw error
    }
  }

  /// Removes the member from one of the groups.
  func leave(_ role: Role) async throws {
    try await GroupRequests(bootstrapServers: configuration.kafka.bootstrapServers).leave(
      "\(configuration.kafka.groupId).\(role)",
      groupInstanceId: "\(instanceId).\(role)"
    )
  }
}
