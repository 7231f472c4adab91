import Kafka
import Testing
import TestSupport

import PipelineRecords
@testable import Adapter
@testable import Settings
@testable import Operations

/// `run` does not start with a missing or wrongly configured ledger topic and states the remedy.
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
      return try await Binary.adapter.run(
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

  @Test("run refuses a missing ledger topic") func missingLedgerIsRefused() async throws {
    let run = try await run { topics in specifications(topics).filter { $0.name != topics.ledger } }
    #expect(run.status == 2)
    #expect(run.errorText.contains("Topic elt.ledger does not exist"))
    #expect(run.errorText.contains("elt-adapter topics --create"))
  }

  @Test("run refuses a ledger topic that is not compacted") func uncompactedLedgerIsRefused() async throws {
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

  @Test("run refuses a ledger with another number of partitions than the outbox")
  func differentPartitionCountsAreRefused() async throws {
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
