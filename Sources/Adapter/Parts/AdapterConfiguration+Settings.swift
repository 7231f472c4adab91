internal import Admin
package import Intake
package import Kafka
internal import Logging
package import Operations
package import PipelineRecords
package import Settings
package import Submission
package import Telemetry

extension AdapterConfiguration {
  /// The settings of one Kafka client of this instance. The client id is `GROUP.INSTANCE.NAME`.
  package func kafkaClient(named name: String, telemetry: Telemetry) -> KafkaConfiguration {
    let logger = telemetry.logger
    return KafkaConfiguration(
      bootstrapServers: kafka.bootstrapServers,
      clientId: GroupNames(kafka.groupId).client(name, instanceId: kafka.instanceId),
      properties: kafka.properties.values,
      maximumMessageBytes: TopicNames.largestRecord,
      log: { line in
        logger.log(
          .kafkaClientLog,
          [LogKey.client: "\(name)"],
          detail: line.text,
          level: line.level.loggerLevel
        )
      }
    )
  }

  package var topicNames: TopicNames {
    TopicNames(
      requests: topics.requests,
      outcomes: topics.outcomes,
      outbox: topics.outbox,
      ledger: topics.ledger,
      deadLetters: topics.deadLetters
    )
  }
}

/// The settings that the configuration gives to each part.
extension AdapterConfiguration {
  package func intakeSettings(_ telemetry: Telemetry) -> IntakeSettings {
    IntakeSettings(
      kafka: kafkaClient(named: Role.intake.rawValue, telemetry: telemetry),
      groupId: kafka.groupId,
      instanceId: kafka.instanceId,
      sessionTimeout: kafka.sessionTimeout,
      topics: topicNames
    )
  }

  package func submissionSettings(_ telemetry: Telemetry) -> SubmissionSettings {
    SubmissionSettings(
      kafka: kafkaClient(named: Role.submit.rawValue, telemetry: telemetry),
      groupId: kafka.groupId,
      instanceId: kafka.instanceId,
      sessionTimeout: kafka.sessionTimeout,
      topics: topicNames,
      requestsPerSecond: pacing.requestsPerSecond,
      maxInFlight: pacing.maxInFlight,
      requestTimeout: elt.requestTimeout,
      resendsInDoubt: inDoubt == .resend,
      acceptsRepeatedReceipts: elt.repeatedReceipts == .accept,
      retentionMonths: ledger.retentionMonths
    )
  }

  var adminSettings: AdminServerSettings {
    AdminServerSettings(
      host: admin.host,
      port: admin.port,
      instance: kafka.instanceId,
      environment: elt.environment.rawValue,
      roles: roles,
      requestsPerSecond: pacing.requestsPerSecond,
      warnings: warnings.map(\.description)
    )
  }
}

extension StatusReader {
  package init(
    _ configuration: AdapterConfiguration,
    telemetry: Telemetry,
    timeLimit: Duration = Self.defaultTimeLimit,
    clock: AdapterClock = .system
  ) {
    self.init(
      kafka: configuration.kafkaClient(named: "status", telemetry: telemetry),
      groupId: configuration.kafka.groupId,
      topics: configuration.topicNames,
      requestsPerSecond: configuration.pacing.requestsPerSecond,
      longestCall: configuration.elt.connectTimeout + configuration.elt.requestTimeout,
      timeLimit: timeLimit,
      clock: clock
    )
  }
}

extension Replayer {
  package init(_ configuration: AdapterConfiguration, telemetry: Telemetry, clock: AdapterClock = .system) {
    self.init(
      kafka: configuration.kafkaClient(named: "replay", telemetry: telemetry),
      groupId: configuration.kafka.groupId,
      topics: configuration.topicNames,
      clock: clock
    )
  }
}

extension RightsCheck {
  package init(_ configuration: AdapterConfiguration, telemetry: Telemetry) {
    self.init(
      roles: configuration.roles,
      groupId: configuration.kafka.groupId,
      topics: configuration.topicNames,
      kafka: configuration.kafkaClient(named: "check", telemetry: telemetry)
    )
  }
}

extension KafkaLogLine.Level {
  fileprivate var loggerLevel: Logger.Level {
    switch self {
    case .emergency, .alert, .critical: .critical
    case .error: .error
    case .warning: .warning
    case .notice: .notice
    case .info: .info
    case .debug: .debug
    }
  }
}
