package import Settings
package import Kafka
internal import Logging
package import PipelineRecords
package import Telemetry

extension AdapterConfiguration {
  /// The settings of one Kafka client of this instance. The client id is `GROUP.INSTANCE.NAME`.
  package func kafkaClient(named name: String, telemetry: Telemetry) -> KafkaConfiguration {
    let logger = telemetry.logger
    return KafkaConfiguration(
      bootstrapServers: kafka.bootstrapServers,
      clientId: [kafka.groupId, kafka.instanceId, name].compactMap { $0 }.joined(separator: "."),
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
