import Logging
import TestSupport
import Testing

@testable import Telemetry

/// The log level can be changed while the process runs.
struct LogLevelTests {
  @Test("all loggers follow a changed log level") func allLoggersFollow() {
    let lines = Recorder<String>()
    let level = LogLevel(.info)
    let logger = Logger(label: "test") {
      LineLogHandler(label: $0, format: .text, level: level) { lines.append($0) }
    }
    logger.debug("one")
    #expect(level.raiseDetail() == .debug)
    logger.debug("two")
    #expect(level.raiseDetail() == .trace)
    #expect(level.raiseDetail() == .trace)
    #expect(level.restore() == .info)
    logger.debug("three")
    #expect(lines.elements.count == 1)
    #expect(lines.elements.first?.contains("two") == true)
  }

  @Test("a logger with its own level does not follow") func loggerWithItsOwnLevelIsUnaffected() {
    let level = LogLevel(.info)
    var quiet = Logger(label: "test") { LineLogHandler(label: $0, format: .text, level: level) { _ in } }
    quiet.logLevel = .critical
    _ = level.raiseDetail()
    #expect(quiet.logLevel == .critical)
  }
}
