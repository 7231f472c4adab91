package import Logging
package import Telemetry
// swift-log too has a type of this name; the scoped import takes precedence.
package import struct Telemetry.LogEvent
internal import TestSupport

/// Captures the log at every level in its written form.
package final class CapturedLog: Sendable {
  private let captured = Recorder<String>()

  package init() {}

  package var lines: [String] { captured.elements }

  package func lines(of event: LogEvent) -> [String] { lines.filter { event.isLogged(in: $0) } }

  package func count(of event: LogEvent) -> Int { lines(of: event).count }

  /// The lines that a person must act on.
  package var alarms: [String] { lines.filter { $0.contains(#""alarm":"true""#) } }

  /// Waits until the event is logged, or logged this many times.
  package func contains(_ event: LogEvent, times: Int = 1) async throws {
    try await captured.until { count(of: event) >= times }
  }

  package var logger: Logger {
    Logger(label: "test") { [captured] label in
      var handler = LineLogHandler(label: label, format: .json) { captured.append($0) }
      handler.logLevel = .trace
      return handler
    }
  }
}
