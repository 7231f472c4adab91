package import Kafka
package import PipelineRecords

/// Compares the topics with the plan.
package enum TopicCheck {
  /// One sentence per problem, with its remedy; empty if there is none.
  /// - Parameter hidden: topics that the cluster may hide from this principal.
  package static func problems(
    in found: [TopicDescription],
    hidden: Set<String> = [],
    plan: TopicPlan,
    names: TopicNames
  )
    -> [String]
  {
    let byName = Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var problems: [String] = []
    for topic in plan.topics {
      guard let description = byName[topic.name] else {
        problems.append(
          hidden.contains(topic.name)
            ? "Topic \(topic.name) does not exist, or the cluster hides it: this principal lacks Describe and DescribeConfigs on "
              + "topic \(topic.name). Grant them (docs/kafka-rights.md) before you create it."
            : "Topic \(topic.name) does not exist; create it with `elt-adapter topics --create`."
        )
        continue
      }
      if let problem = description.configsProblem {
        problems.append("The settings of topic \(topic.name) cannot be read. \(problem)")
      }
      for (key, requirement) in topic.required.sorted(by: { $0.key < $1.key }) {
        // Some brokers do not report every setting.
        guard let actual = description.configs[key], !requirement.isMet(by: actual) else { continue }
        problems.append(
          "Topic \(topic.name) has \(key)=\(actual) but needs \(requirement.value): its records are \(topic.purpose). Change it "
            + "with `kafka-configs --alter --entity-type topics --entity-name \(topic.name) "
            + "--add-config \(key)=\(requirement.value)`."
        )
      }
    }
    if let outbox = byName[names.outbox], let ledger = byName[names.ledger],
      outbox.partitions != ledger.partitions
    {
      problems.append(
        "Topic \(names.ledger) has \(ledger.partitions) partitions and \(names.outbox) has \(outbox.partitions); they must "
          + "have the same number, because each partition of one belongs to the same partition of the other."
      )
    }
    return problems
  }
}
