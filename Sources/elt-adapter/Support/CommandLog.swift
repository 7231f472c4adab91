internal import Settings
internal import Telemetry
internal import Logging

extension AdapterConfiguration.LogSettings {
  /// A logger that writes to standard error.
  ///
  /// - Parameter level: Where it is to be changed while the process runs; nil is the configured one.
  func logger(level: LogLevel? = nil) -> Logger {
    let handler = LineLogHandler(label: "elt-adapter", format: format, level: level ?? adjustableLevel())
    return Logger(label: "elt-adapter") { _ in handler }
  }

  /// The configured level, to begin with.
  func adjustableLevel() -> LogLevel { LogLevel(Logger.Level(rawValue: level.rawValue) ?? .info) }
}

extension AdapterConfiguration.LogSettings {
  /// For commands that say themselves what is wrong: what librdkafka adds to that would only repeat it.
  func quiet() -> Logger {
    var logger = logger()
    logger.logLevel = .critical
    return logger
  }
}
