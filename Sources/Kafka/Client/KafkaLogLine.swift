/// One line of librdkafka's own log.
package struct KafkaLogLine: Sendable, Hashable {
  /// As in syslog.
  package enum Level: Int, Sendable, Comparable {
    case emergency, alert, critical, error, warning, notice, info, debug

    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package let level: Level
  /// librdkafka's name of what happened, for example `FAIL` or `SESSTMOUT`.
  package let facility: String
  package let text: String

  package init(level: Level, facility: String, text: String) {
    self.level = level
    self.facility = facility
    self.text = text
  }
}

package typealias KafkaLogHandler = @Sendable (KafkaLogLine) -> Void
