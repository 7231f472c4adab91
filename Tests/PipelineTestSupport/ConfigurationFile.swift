internal import Adapter
internal import Foundation
internal import Kafka
internal import Operations
package import Settings

/// Loads a configuration from a file with this text.
package func load(_ yaml: String? = nil, options: [String] = [], environment: [String: String] = [:])
  async throws
  -> AdapterConfiguration
{
  guard let yaml else {
    return try await ConfigurationLoader.load(file: nil, options: options, environment: environment)
  }
  let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
  try Data(yaml.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try await ConfigurationLoader.load(file: file.path, options: options, environment: environment)
}

/// The problems of a configuration; empty if it is valid.
package func problems(_ yaml: String? = nil, options: [String] = [], environment: [String: String] = [:])
  async throws
  -> [ConfigurationProblem]
{
  do {
    _ = try await load(yaml, options: options, environment: environment)
    return []
  } catch let error as ConfigurationError {
    return error.problems
  }
}

extension AdapterConfiguration {
  /// Creates the adapter's topics as `elt-adapter topics --create` does.
  ///
  /// - Parameters:
  ///   - requestConfigs: settings of the request topic that replace those that the adapter would choose.
  ///   - limits: `max.message.bytes` of topics, by topic.
  package func createTopics(
    requestPartitions: Int,
    requestConfigs: [String: String]? = nil,
    limits: [String: Int] = [:]
  ) async throws {
    var specifications = TopicPlan(topicNames, requestPartitions: requestPartitions)
      .specifications(replicationFactor: 1)
      .map { topic in
        guard let limit = limits[topic.name] else { return topic }
        return TopicSpecification(
          name: topic.name,
          partitions: topic.partitions,
          replicationFactor: 1,
          configs: topic.configs.merging(["max.message.bytes": "\(limit)"]) { $1 }
        )
      }
    if let requestConfigs {
      specifications.removeAll { $0.name == topics.requests }
      specifications.append(
        TopicSpecification(
          name: topics.requests,
          partitions: requestPartitions,
          replicationFactor: 1,
          configs: requestConfigs
        )
      )
    }
    _ = try await KafkaAdmin.with(KafkaConfiguration(bootstrapServers: kafka.bootstrapServers)) {
      [specifications] in try await $0.createTopics(specifications)
    }
  }
}
