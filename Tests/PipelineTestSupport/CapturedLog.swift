package import Logging
internal import Telemetry
internal import TestSupport

/// Captures the log at every level in its written form.
package final class CapturedLog: Sendable {
  private let captured = Recorder<String>()

  package init() {}

  package var lines: [String] { captured.elements }

  package func count(of text: String) -> Int { lines.count { $0.contains(text) } }

  /// Waits until this many lines contain the text.
  package func contains(_ text: String, times: Int = 1) async throws {
    try await captured.until { count(of: text) >= times }
  }

  package var logger: Logger {
    Logger(label: "test") { [captured] label in
      var handler = LineLogHandler(label: label, format: .json) { captured.append($0) }
      handler.logLevel = .trace
      return handler
    }
  }
}
