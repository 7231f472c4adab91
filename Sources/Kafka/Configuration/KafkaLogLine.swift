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
