package import Kafka
package import PipelineRecords
package import Telemetry

/// Checks the rights on the cluster that can be checked without leaving a trace: reading topics, reading the offsets of the
/// groups, and using transactional ids. The right to write shows only when a record is written, so it is left to `run`.
package struct RightsCheck: Sendable {
  private let roles: Set<Role>
  private let groupId: String
  private let topics: TopicNames
  private let kafka: KafkaConfiguration

  package init(roles: Set<Role>, groupId: String, topics: TopicNames, kafka: KafkaConfiguration) {
    self.roles = roles
    self.groupId = groupId
    self.topics = topics
    self.kafka = kafka
  }

  /// One sentence per right that is missing or could not be checked, with its remedy; empty if there is none.
  package func problems() async -> [String] {
    var problems: [String] = []
    for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      let group = "\(groupId).\(role.rawValue)"
      for topic in topics(readBy: role) {
        problems += await problem("reading topic \(topic)", "Read on topic \(topic)") {
          try await read(topic, group: group)
        }
      }
      problems += await problem("the offsets of group \(group)", "Read and Describe on group \(group)") {
        try await offsets(of: group, in: topics(readBy: role))
      }
      problems += await problem(
        "transactions of \(group)",
        "Write and Describe on transactional ids that begin with \(group)."
      ) { try await takeTransactionalId("\(group).check") }
    }
    return problems
  }

  private func topics(readBy role: Role) -> [String] {
    switch role {
    case .intake: [topics.requests]
    case .submit: [topics.outbox, topics.ledger]
    }
  }

  private func problem(_ what: String, _ right: String, _ attempt: () async throws -> Void) async -> [String]
  {
    do {
      try await attempt()
      return []
    } catch let error as KafkaError where error.code.hasSuffix("AUTHORIZATION_FAILED") {
      return ["\(what): the cluster refuses it. Grant \(right); deploy/kafka-acls.sh lists all rights."]
    } catch {
      return ["\(what): could not be checked. \(error)"]
    }
  }

  private func read(_ topic: String, group: String) async throws {
    try await PartitionReader(kafka, groupId: group)
      .verifyAccess(to: try await places(in: [topic]), timeout: Self.patience)
  }

  private func offsets(of group: String, in topics: [String]) async throws {
    let places = try await places(in: topics)
    _ = try await KafkaAdmin.with(kafka) { try await $0.committedOffsets(ofGroup: group, places) }
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

  private func places(in topics: [String]) async throws -> [TopicPartition] {
    try await KafkaAdmin.with(kafka) { admin in
      var places: [TopicPartition] = []
      for topic in topics {
        let count = try await admin.partitionCount(of: topic) ?? 0
        places += (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
      }
      return places
    }
  }

  private static let patience: Duration = .seconds(10)
}
