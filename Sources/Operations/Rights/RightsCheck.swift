package import Kafka
package import PipelineRecords
package import Telemetry

/// Tests the rights of `run` that can be tested without leaving a trace: reading topics, describing groups, and using
/// transactional ids. Write on topics and Read on groups show only when they are used, so they are left to `run`.
package struct RightsCheck: Sendable {
  private let roles: Set<Role>
  private let groupId: String
  private let topics: TopicNames
  private let kafka: KafkaConfiguration
  private let retry: BoundedRetry

  package init(
    roles: Set<Role>,
    groupId: String,
    topics: TopicNames,
    kafka: KafkaConfiguration,
    retry: BoundedRetry = BoundedRetry()
  ) {
    self.roles = roles
    self.groupId = groupId
    self.topics = topics
    self.kafka = kafka
    self.retry = retry
  }

  /// One sentence per right that is missing or could not be tested; empty if there is none. Each right is tested, whatever
  /// the result of the others.
  package func problems() async -> [String] {
    let uses = roles.sorted { $0.rawValue < $1.rawValue }.map { RequiredRights.Use.run($0) }
    var problems: [String] = []
    for grant in RequiredRights(topics: topics, groupId: groupId).of(uses) {
      switch grant.resource {
      case .topic(let topic) where grant.operations.contains(.read):
        problems += await problem("reading topic \(topic)") { try await read(topic) }
      case .group(let group):
        problems += await problem("the offsets of group \(group)") { try await offsets(of: group) }
      case .transactionalId(let prefix):
        problems += await problem("transactions of \(prefix)*") {
          try await takeTransactionalId("\(prefix)check")
        }
      case .topic, .cluster: continue
      }
    }
    return problems
  }

  private func problem(_ what: String, _ attempt: () async throws -> Void) async -> [String] {
    do {
      try await retry.run(attempt)
      return []
    } catch let error as KafkaError where error.isRefusal {
      return ["\(what): \(error.reason)"]
    } catch {
      return ["\(what): could not be tested. \(error)"]
    }
  }

  /// Does nothing if the topic does not exist, which `TopicCheck` reports.
  private func read(_ topic: String) async throws {
    let count = try await KafkaAdmin.with(kafka) { try await $0.partitionCount(of: topic) } ?? 0
    guard count > 0 else { return }
    try await PartitionReader(kafka, groupId: GroupNames(groupId).reader).verifyAccess(
      to: (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) },
      timeout: Self.patience
    )
  }

  private func offsets(of group: String) async throws {
    let place = TopicPartition(topic: topics.requests, partition: 0)
    _ = try await KafkaAdmin.with(kafka) { try await $0.committedOffsets(ofGroup: group, [place]) }
  }

  /// Uses an id that no instance uses, because initialising it fences its user.
  private func takeTransactionalId(_ id: String) async throws {
    let producer = try TransactionalProducer(kafka, transactionalId: id)
    do {
      try await producer.initTransactions(timeout: Self.patience)
      await producer.close()
    } catch {
      await producer.close()
      throw error
    }
  }

  private static let patience: Duration = .seconds(10)
}
