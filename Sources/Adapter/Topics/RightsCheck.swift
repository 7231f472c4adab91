package import Kafka

/// Tries the rights on the cluster that can be tried without leaving a trace: reading topics, asking for the groups' offsets,
/// and taking transactional ids. Whether a topic may be written shows only when something is written, so that is left to `run`.
package struct RightsCheck: Sendable {
  private let configuration: AdapterConfiguration
  private let kafka: KafkaConfiguration

  package init(_ configuration: AdapterConfiguration, kafka: KafkaConfiguration) {
    self.configuration = configuration
    self.kafka = kafka
  }

  /// One sentence for each right that is missing or could not be tried, with what to do; empty where all are there.
  package func problems() async -> [String] {
    var problems: [String] = []
    for role in configuration.roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      let group = "\(configuration.kafka.groupId).\(role.rawValue)"
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
    case .prepare: [configuration.topics.requests]
    case .submit: [configuration.topics.outbox, configuration.topics.ledger]
    }
  }

  private func problem(_ what: String, _ right: String, _ attempt: () async throws -> Void) async -> [String]
  {
    do {
      try await attempt()
      return []
    } catch let error as KafkaError where error.code.hasSuffix("AUTHORIZATION_FAILED") {
      return ["\(what): the cluster refuses it. Grant \(right); deploy/kafka-acls.sh has all that is needed."]
    } catch {
      return ["\(what): could not be tried. \(error)"]
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

  /// An id that no instance has: one that an instance has would fence it.
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
