/// A topic to create.
package struct TopicSpecification: Sendable, Hashable {
  package let name: String
  /// From 1; -1 for the broker's default.
  package let partitions: Int
  /// From 1 to the number of brokers; -1 for the broker's default.
  package let replicationFactor: Int
  /// Kafka's topic configuration, for example `cleanup.policy`.
  package let configs: [String: String]

  package init(name: String, partitions: Int, replicationFactor: Int = -1, configs: [String: String] = [:]) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.configs = configs
  }
}

/// The result of creating one topic.
package enum TopicCreation: Sendable, Hashable {
  case created
  /// A topic of this name exists already. Its settings may differ.
  case alreadyExists
  case failed(KafkaError)
}

/// An existing topic.
package struct TopicDescription: Sendable, Hashable {
  package let name: String
  package let partitions: Int
  /// The smallest number of replicas of any partition.
  package let replicationFactor: Int
  /// Kafka's topic configuration, including defaults, without secret values.
  package let configs: [String: String]
  /// Why `configs` is empty; nil if the brokers returned it.
  package let configsProblem: KafkaError?

  package init(
    name: String,
    partitions: Int,
    replicationFactor: Int,
    configs: [String: String],
    configsProblem: KafkaError? = nil
  ) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.configs = configs
    self.configsProblem = configsProblem
  }
}

/// What a cluster shows of some topics.
package struct TopicSurvey: Sendable {
  package let brokers: [Broker]
  /// The topics that exist.
  package let topics: [TopicDescription]
  /// Topics that may or may not exist: Kafka hides a topic from a principal that may not describe it.
  package let hidden: Set<String>

  package init(brokers: [Broker], topics: [TopicDescription], hidden: Set<String> = []) {
    self.brokers = brokers
    self.topics = topics
    self.hidden = hidden
  }
}
