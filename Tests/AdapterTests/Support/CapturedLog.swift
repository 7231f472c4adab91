import Logging
import TestSupport

@testable import Telemetry

/// Everything that is logged, at every level, as it would be written.
final class CapturedLog: Sendable {
  private let captured = Recorder<String>()

  var lines: [String] { captured.elements }

  func count(of text: String) -> Int { lines.count { $0.contains(text) } }

  /// Waits for a line, or this many, that contain the text.
  func contains(_ text: String, times: Int = 1) async throws {
    try await captured.until { count(of: text) >= times }
  }

  var logger: Logger {
    Logger(label: "test") { [captured] label in
      var handler = LineLogHandler(label: label, format: .json) { captured.append($0) }
      handler.logLevel = .trace
      return handler
    }
  }
}
