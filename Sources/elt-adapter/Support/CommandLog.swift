internal import Adapter
internal import Logging

extension AdapterConfiguration.LogSettings {
  /// A logger that writes to standard error.
  func logger() -> Logger {
    var handler = LineLogHandler(label: "elt-adapter", format: format)
    handler.logLevel = Logger.Level(rawValue: level.rawValue) ?? .info
    return Logger(label: "elt-adapter") { _ in handler }
  }
}

extension AdapterConfiguration.LogSettings {
  /// For commands that say themselves what is wrong: what librdkafka adds to that would only repeat it.
  func quiet() -> Logger {
    var logger = logger()
    logger.logLevel = .critical
    return logger
  }
}
