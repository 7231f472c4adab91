import PipelineTestSupport
import Kafka
import Testing

@testable import Operations

@Suite struct TopicCheckTests {
  private let plan = TopicPlan(.standard)

  /// Returns the problems of the topics that `topics --create` creates, with one of them changed.
  private func problems(
    changing name: String? = nil,
    _ change: (TopicDescription) -> TopicDescription? = { $0 }
  )
    -> [String]
  {
    let made = plan.specifications(replicationFactor: 1).map {
      TopicDescription(name: $0.name, partitions: $0.partitions, replicationFactor: 1, configs: $0.configs)
    }
    let found = made.compactMap { $0.name == name ? change($0) : $0 }
    return TopicCheck.problems(in: found, plan: plan, names: .standard)
  }

  private func with(_ key: String, _ value: String?) -> (TopicDescription) -> TopicDescription {
    { topic in
      var configs = topic.configs
      configs[key] = value
      return TopicDescription(
        name: topic.name,
        partitions: topic.partitions,
        replicationFactor: 1,
        configs: configs
      )
    }
  }

  @Test("topics as the adapter creates them pass") func createdTopicsPass() {
    #expect(problems().isEmpty)
  }

  @Test(
    "a missing topic is reported with the command that creates it",
    arguments: ["elt.requests", "elt.outcomes", "elt.outbox", "elt.ledger", "elt.dead-letters"]
  )
  func missingTopicIsReported(name: String) {
    let found = problems(changing: name) { _ in nil }
    #expect(found.count == 1)
    #expect(found.first?.contains(name) == true)
    #expect(found.first?.contains("topics --create") == true)
  }

  @Test(
    "a wrong topic setting is reported with its remedy",
    arguments: [
      ("elt.ledger", "cleanup.policy", "delete"), ("elt.ledger", "cleanup.policy", "compact,delete"),
      ("elt.outbox", "cleanup.policy", "compact"), ("elt.requests", "cleanup.policy", "compact"),
      ("elt.outbox", "retention.ms", "604800000"), ("elt.outbox", "retention.bytes", "1000000"),
      ("elt.outbox", "retention.ms", "soon"), ("elt.requests", "compression.type", "producer"),
      ("elt.requests", "max.message.bytes", "30000000"), ("elt.outcomes", "max.message.bytes", "65535"),
      ("elt.outbox", "max.message.bytes", "1000"), ("elt.dead-letters", "max.message.bytes", "1000"),
      ("elt.ledger", "max.message.bytes", "1000"),
    ]
  )
  func wrongSettingIsReported(name: String, key: String, value: String) {
    let found = problems(changing: name, with(key, value))
    #expect(found.count == 1)
    #expect(found.first?.contains("\(key)=\(value)") == true)
    #expect(found.first?.contains("kafka-configs --alter") == true)
  }

  @Test(
    "a longer retention than required, and limits of 1 MiB, pass",
    arguments: [
      ("elt.outbox", "retention.ms", "-1"), ("elt.outbox", "retention.ms", "99999999999"),
      ("elt.requests", "retention.ms", "1000"), ("elt.requests", "max.message.bytes", "1048588"),
      ("elt.outcomes", "max.message.bytes", "1048588"), ("elt.outbox", "max.message.bytes", "1048588"),
      ("elt.dead-letters", "max.message.bytes", "1048588"), ("elt.ledger", "max.message.bytes", "1048588"),
    ]
  )
  func higherValuesPass(name: String, key: String, value: String) {
    #expect(problems(changing: name, with(key, value)).isEmpty)
  }

  @Test("a setting that the broker does not report passes") func unreportedSettingsPass() {
    #expect(problems(changing: "elt.ledger", with("cleanup.policy", nil)).isEmpty)
  }

  @Test("outbox and ledger must have the same number of partitions") func partitionCountsMustMatch() {
    let found = problems(changing: "elt.outbox") {
      TopicDescription(name: $0.name, partitions: 2, replicationFactor: 1, configs: $0.configs)
    }
    #expect(found.count == 1)
    #expect(found.first?.contains("same number") == true)
  }

  @Test("a topic that the cluster may hide is not reported as missing") func hiddenTopicIsNotMissing() {
    let found = TopicCheck.problems(in: [], hidden: ["elt.ledger"], plan: plan, names: .standard)
    let ledger = found.filter { $0.contains("elt.ledger") }
    #expect(ledger.count == 1)
    #expect(ledger.first?.contains("lacks Describe and DescribeConfigs on topic elt.ledger") == true)
    #expect(ledger.first?.contains("topics --create") == false)
  }

  @Test("unreadable settings of one topic hide no problem of another") func unreadableSettingsHideNothing() {
    let error = KafkaError(code: "TOPIC_AUTHORIZATION_FAILED", reason: "DescribeConfigs on topic elt.outbox")
    let found = problems(changing: "elt.outbox") {
      TopicDescription(
        name: $0.name,
        partitions: 2,
        replicationFactor: 1,
        configs: [:],
        configsProblem: error
      )
    }
    #expect(found.contains { $0.contains("settings of topic elt.outbox") && $0.contains("DescribeConfigs") })
    #expect(found.contains { $0.contains("same number") })
  }

  @Test("all problems are reported at once") func allProblemsAreReported() {
    #expect(TopicCheck.problems(in: [], plan: plan, names: .standard).count == 5)
  }
}
