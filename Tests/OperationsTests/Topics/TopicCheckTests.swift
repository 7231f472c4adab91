import PipelineTestSupport
import Kafka
import Testing

@testable import Operations

@Suite struct TopicCheckTests {
  private let plan = TopicPlan(.standard)

  /// The topics as `topics --create` makes them, with one changed.
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

  @Test func whatTheAdapterMakesItselfIsRight() {
    #expect(problems().isEmpty)
  }

  @Test(arguments: ["elt.requests", "elt.outcomes", "elt.outbox", "elt.ledger", "elt.dead-letters"])
  func aMissingTopicIsTold(name: String) {
    let found = problems(changing: name) { _ in nil }
    #expect(found.count == 1)
    #expect(found.first?.contains(name) == true)
    #expect(found.first?.contains("topics --create") == true)
  }

  @Test(arguments: [
    ("elt.ledger", "cleanup.policy", "delete"), ("elt.ledger", "cleanup.policy", "compact,delete"),
    ("elt.outbox", "cleanup.policy", "compact"), ("elt.requests", "cleanup.policy", "compact"),
    ("elt.outbox", "retention.ms", "604800000"), ("elt.outbox", "retention.bytes", "1000000"),
    ("elt.outbox", "retention.ms", "soon"),
  ])
  func aWrongSettingIsToldWithWhatToDo(name: String, key: String, value: String) {
    let found = problems(changing: name, with(key, value))
    #expect(found.count == 1)
    #expect(found.first?.contains("\(key)=\(value)") == true)
    #expect(found.first?.contains("kafka-configs --alter") == true)
  }

  @Test(arguments: [
    ("elt.outbox", "retention.ms", "-1"), ("elt.outbox", "retention.ms", "99999999999"),
    ("elt.requests", "retention.ms", "1000"),
  ])
  func moreThanEnoughIsRight(name: String, key: String, value: String) {
    #expect(problems(changing: name, with(key, value)).isEmpty)
  }

  @Test func whatABrokerDoesNotTellCannotBeWrong() {
    #expect(problems(changing: "elt.ledger", with("cleanup.policy", nil)).isEmpty)
  }

  @Test func outboxAndLedgerMustHaveTheSamePartitions() {
    let found = problems(changing: "elt.outbox") {
      TopicDescription(name: $0.name, partitions: 2, replicationFactor: 1, configs: $0.configs)
    }
    #expect(found.count == 1)
    #expect(found.first?.contains("same number") == true)
  }

  @Test func allIsToldAtOnce() {
    #expect(TopicCheck.problems(in: [], plan: plan, names: .standard).count == 5)
  }
}
