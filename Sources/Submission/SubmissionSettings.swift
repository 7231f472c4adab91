package import Kafka
package import PipelineRecords
internal import Telemetry

/// The settings of the submission stage.
package struct SubmissionSettings: Sendable {
  package var kafka: KafkaConfiguration
  /// The prefix of the consumer group and of the transactional ids.
  package var groupId: String
  /// Static membership; nil for a dynamic member.
  package var instanceId: String?
  /// How long the group waits for a silent member.
  package var sessionTimeout: Duration
  package var topics: TopicNames
  /// Calls per second, over the whole fleet.
  package var requestsPerSecond: Double
  package var maxInFlight: Int
  /// How long one call may take.
  package var requestTimeout: Duration
  /// What happens to a report that may or may not have arrived: it is sent again, or it waits for a decision.
  package var resendsInDoubt: Bool
  /// Whether a report is accepted, and not in doubt, if its receipt is that of another report.
  package var acceptsRepeatedReceipts: Bool
  /// How many calendar months a report in a final state stays in the ledger.
  package var retentionMonths: Int

  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    instanceId: String?,
    sessionTimeout: Duration,
    topics: TopicNames,
    requestsPerSecond: Double,
    maxInFlight: Int,
    requestTimeout: Duration,
    resendsInDoubt: Bool,
    acceptsRepeatedReceipts: Bool = false,
    retentionMonths: Int
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.instanceId = instanceId
    self.sessionTimeout = sessionTimeout
    self.topics = topics
    self.requestsPerSecond = requestsPerSecond
    self.maxInFlight = maxInFlight
    self.requestTimeout = requestTimeout
    self.resendsInDoubt = resendsInDoubt
    self.acceptsRepeatedReceipts = acceptsRepeatedReceipts
    self.retentionMonths = retentionMonths
  }

  /// The consumer group of the stage.
  var group: String { GroupNames(groupId).group(.submit) }
}
