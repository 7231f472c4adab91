/// The settings that all clients of one Kafka cluster share.
package struct KafkaConfiguration: Sendable {
  /// One or more `host:port`, separated by commas.
  package var bootstrapServers: String
  /// Appears in the broker's logs and identifies the client for quotas.
  package var clientId: String
  /// Other properties for librdkafka: TLS, SASL, sizes. They override this module's defaults. Properties that its guarantees
  /// depend on (isolation, idempotence, offsets, groups, transactions) are rejected.
  package var properties: [String: String]
  /// The largest record to produce or fetch, in bytes, 1,000 to 1,000,000,000. The topic's `max.message.bytes` must be at
  /// least as large.
  package var maximumMessageBytes: Int
  /// Receives librdkafka's log lines. Runs on librdkafka's threads, so it must not block.
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
  /// Names the properties without their values, which may be passwords.
  package var description: String {
    "\(clientId) at \(bootstrapServers), properties: \(properties.keys.sorted().joined(separator: ", "))"
  }
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// One line of librdkafka's log.
package struct KafkaLogLine: Sendable, Hashable {
  /// The levels of syslog.
  package enum Level: Int, Sendable, Comparable {
    case emergency, alert, critical, error, warning, notice, info, debug

    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package let level: Level
  /// librdkafka's name for the event, for example `FAIL` or `SESSTMOUT`.
  package let facility: String
  package let text: String
}

package typealias KafkaLogHandler = @Sendable (KafkaLogLine) -> Void
