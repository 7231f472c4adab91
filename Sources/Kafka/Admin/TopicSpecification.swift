/// A topic to be created.
package struct TopicSpecification: Sendable, Hashable {
  package let name: String
  /// From 1; -1 takes the broker's default.
  package let partitions: Int
  /// From 1 to the number of brokers; -1 takes the broker's default.
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

/// What became of one topic that was to be created.
package enum TopicCreation: Sendable, Hashable {
  case created
  /// There is one of this name. Its settings may differ.
  case alreadyThere
  case failed(KafkaError)
}

/// A topic as it is.
package struct TopicDescription: Sendable, Hashable {
  package let name: String
  package let partitions: Int
  /// Replicas of the partition that has the fewest.
  package let replicationFactor: Int
  /// Kafka's topic configuration, defaults included; secret values left out.
  package let configs: [String: String]

  package init(name: String, partitions: Int, replicationFactor: Int, configs: [String: String]) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.configs = configs
  }
}
