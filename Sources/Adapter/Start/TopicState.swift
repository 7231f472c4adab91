internal import Kafka
internal import Operations
package import Settings
package import Telemetry

/// The topics as `topics`, `check` and `run` judge them.
package struct TopicState: Sendable {
  /// `run` refuses to start because of these.
  package let problems: [String]
  /// Weaknesses that the configuration allows.
  package let warnings: [String]

  /// - Throws: if the brokers do not answer, or refuse to list the topics.
  package init(_ configuration: AdapterConfiguration, telemetry: Telemetry) async throws {
    let plan = TopicPlan(configuration.topicNames)
    let kafka = configuration.kafkaClient(named: "topics", telemetry: telemetry)
    let survey = try await TopicSetup(plan, kafka: kafka).survey()
    let isRequired = configuration.topics.durability == .require
    let weaknesses = DurabilityCheck.problems(in: survey, plan: plan, isRequired: isRequired)
    problems =
      TopicCheck.problems(
        in: survey.topics,
        hidden: survey.hidden,
        plan: plan,
        names: configuration.topicNames
      ) + (isRequired ? weaknesses : [])
    warnings = isRequired ? [] : weaknesses
  }
}
