package import Kafka
internal import Logging

extension AdapterConfiguration {
  /// The settings of one Kafka client of this instance.
  package func kafkaClient(named name: String, telemetry: Telemetry) -> KafkaConfiguration {
    let logger = telemetry.logger
    return KafkaConfiguration(
      bootstrapServers: kafka.bootstrapServers,
      clientId: [kafka.groupId, kafka.instanceId, name].compactMap { $0 }.joined(separator: "."),
      properties: kafka.properties.values,
      maximumMessageBytes: TopicPlan.largestRecord,
      log: { line in
        logger.log(level: line.level.loggerLevel, "\(line.text)", metadata: [LogKey.client: "\(name)"])
      }
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
