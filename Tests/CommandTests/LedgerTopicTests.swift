import Kafka
import TestSupport
import Testing

import PipelineRecords
@testable import Adapter
@testable import Settings
@testable import Operations

/// A ledger that would forget, or is not there: `run` does not start, and says what to do.
@Suite struct LedgerTopicTests {
  private func run(with topics: (TopicNames) -> [TopicSpecification]) async throws
    -> FinishedProcess
  {
    let configuration = try await ConfigurationLoader.load(file: nil, options: [], environment: [:])
    let specifications = topics(configuration.topicNames)
    return try await TestBroker.with { broker in
      _ = try await KafkaAdmin.with(KafkaConfiguration(bootstrapServers: broker.bootstrapServers)) {
        try await $0.createTopics(specifications)
      }
      return try await Binary.run(
        "run",
        "--kafka-bootstrap-servers",
        broker.bootstrapServers,
        "--roles",
        "intake",
        "--admin-port",
        "0"
      )
    }
  }

  private func specifications(_ topics: TopicNames) -> [TopicSpecification] {
    TopicPlan(topics, requestPartitions: 1).specifications(replicationFactor: 1)
  }

  @Test func missing() async throws {
    let run = try await run { topics in specifications(topics).filter { $0.name != topics.ledger } }
    #expect(run.status == 2)
    #expect(run.errorText.contains("Topic elt.ledger does not exist"))
    #expect(run.errorText.contains("elt-adapter topics --create"))
  }

  @Test func withTheWrongCleanupPolicy() async throws {
    let run = try await run { topics in
      specifications(topics).map {
        $0.name == topics.ledger
          ? TopicSpecification(
            name: $0.name,
            partitions: 1,
            replicationFactor: 1,
            configs: ["cleanup.policy": "delete"]
          ) : $0
      }
    }
    #expect(run.status == 2)
    #expect(run.errorText.contains("Topic elt.ledger has cleanup.policy=delete but needs compact"))
  }

  @Test func withAnotherNumberOfPartitionsThanTheOutbox() async throws {
    let run = try await run { topics in
      specifications(topics).map {
        $0.name == topics.ledger
          ? TopicSpecification(name: $0.name, partitions: 3, replicationFactor: 1, configs: $0.configs) : $0
      }
    }
    #expect(run.status == 2)
    #expect(run.errorText.contains("they must have the same number"))
  }
}
