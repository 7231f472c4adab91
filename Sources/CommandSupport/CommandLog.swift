package import Settings
package import Telemetry
package import Logging

extension AdapterConfiguration.LogSettings {
  /// A logger that writes to standard error.
  ///
  /// - Parameter level: a level that can change while the process runs; nil for the configured level.
  package func logger(level: LogLevel? = nil) -> Logger {
    let handler = LineLogHandler(label: "elt-adapter", format: format, level: level ?? adjustableLevel())
    return Logger(label: "elt-adapter") { _ in handler }
  }

  /// A level that can change, initially the configured one.
  package func adjustableLevel() -> LogLevel { LogLevel(Logger.Level(rawValue: level.rawValue) ?? .info) }

  /// A logger for commands that report failures themselves; librdkafka's log lines would only repeat them.
  package func quiet() -> Logger {
    var logger = logger()
    logger.logLevel = .critical
    return logger
  }
}
