/// What every client of one Kafka cluster has in common.
package struct KafkaConfiguration: Sendable {
  /// `host:port`, several separated by commas.
  package var bootstrapServers: String
  /// Shown in the broker's logs and quotas.
  package var clientId: String
  /// Anything else for librdkafka: TLS, SASL, sizes. They go before this module's defaults; what its
  /// guarantees rest on (isolation, idempotence, offsets, groups, transactions) cannot be set here and is
  /// refused.
  package var properties: [String: String]
  /// The largest record to produce or fetch, in bytes, 1,000 to 1,000,000,000. A topic that is to take such
  /// records needs a `max.message.bytes` at least as large.
  package var maximumMessageBytes: Int
  /// Where librdkafka's log lines go. It is called on librdkafka's own threads, so it must not block.
  package var log: KafkaLogHandler

  package static let defaultMaximumMessageBytes = 12 * 1024 * 1024

  package init(
    bootstrapServers: String,
    clientId: String = "elt-adapter",
    properties: [String: String] = [:],
    maximumMessageBytes: Int = Self.defaultMaximumMessageBytes,
    log: @escaping KafkaLogHandler = { _ in }
  ) {
    self.bootstrapServers = bootstrapServers
    self.clientId = clientId
    self.properties = properties
    self.maximumMessageBytes = maximumMessageBytes
    self.log = log
  }
}

extension KafkaConfiguration: CustomStringConvertible, CustomReflectable {
  /// The names of the properties without their values: passwords are among them.
  package var description: String {
    "\(clientId) at \(bootstrapServers), properties: \(properties.keys.sorted().joined(separator: ", "))"
  }
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
