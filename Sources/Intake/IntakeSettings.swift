package import Kafka
package import PipelineRecords

/// The settings of the intake stage.
package struct IntakeSettings: Sendable {
  package var kafka: KafkaConfiguration
  /// The prefix of the consumer group and of the transactional id.
  package var groupId: String
  /// Static membership; nil for a dynamic member.
  package var instanceId: String?
  package var topics: TopicNames

  package init(kafka: KafkaConfiguration, groupId: String, instanceId: String?, topics: TopicNames) {
    self.kafka = kafka
    self.groupId = groupId
    self.instanceId = instanceId
    self.topics = topics
  }
}
