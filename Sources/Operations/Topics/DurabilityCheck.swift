package import Kafka

/// Compares the replication of the topics with what keeps an acknowledged record when a broker is lost: three replicas, two of
/// which acknowledge. A cluster with fewer brokers cannot do better than one replica per broker.
package enum DurabilityCheck {
  private static let replicas = 3
  private static let inSync = 2
  private static let inSyncKey = "min.insync.replicas"
  private static let uncleanKey = "unclean.leader.election.enable"

  /// The replication factor for new topics.
  package static func recommendedReplicas(brokers: Int) -> Int { min(replicas, max(1, brokers)) }

  /// Settings of a new topic.
  static func configs(replicas: Int) -> [String: String] {
    // A single replica has no other to elect and none to wait for.
    guard replicas > 1 else { return [:] }
    let unclean = [uncleanKey: "false"]
    return replicas < Self.replicas ? unclean : unclean.merging([inSyncKey: "\(inSync)"]) { $1 }
  }

  /// One sentence per weakness, with its remedy; empty if there is none.
  ///
  /// - Parameter isRequired: whether three replicas are required, however many brokers there are.
  package static func problems(in survey: TopicSurvey, plan: TopicPlan, isRequired: Bool) -> [String] {
    // Kafka lists only the brokers that are up. A topic shows how many there are at least.
    let brokers = max(survey.brokers.count, survey.topics.map(\.replicationFactor).max() ?? 0)
    let wanted = isRequired ? replicas : recommendedReplicas(brokers: brokers)
    let names = Set(plan.topics.map(\.name))
    return survey.topics.filter { names.contains($0.name) }.sorted { $0.name < $1.name }.flatMap {
      problems(of: $0, wanted: wanted)
    }
  }

  private static func problems(of topic: TopicDescription, wanted: Int) -> [String] {
    var problems: [String] = []
    if topic.replicationFactor < wanted {
      problems.append(
        "Topic \(topic.name) has a partition with \(topic.replicationFactor) of \(wanted) replicas: its records can be lost with "
          + "a broker. Add replicas with `kafka-reassign-partitions`."
      )
    }
    if wanted >= replicas, let text = topic.configs[inSyncKey], let count = Int(text), count < inSync {
      problems.append(
        "Topic \(topic.name) has \(inSyncKey)=\(text): a record that one broker has acknowledged can be lost with it. "
          + remedy(topic, inSyncKey, "\(inSync)")
      )
    }
    if let count = topic.configs[inSyncKey].flatMap({ Int($0) }), count > topic.replicationFactor {
      problems.append(
        "Topic \(topic.name) has \(inSyncKey)=\(count) and \(topic.replicationFactor) replicas: the cluster refuses every record for "
          + "it. Add replicas with `kafka-reassign-partitions`."
      )
    }
    if topic.configs[uncleanKey] == "true" {
      problems.append(
        "Topic \(topic.name) has \(uncleanKey)=true: a broker that lacks acknowledged records can become the leader. "
          + remedy(topic, uncleanKey, "false")
      )
    }
    return problems
  }

  private static func remedy(_ topic: TopicDescription, _ key: String, _ value: String) -> String {
    "Change it with `kafka-configs --alter --entity-type topics --entity-name \(topic.name) --add-config \(key)=\(value)`."
  }
}
