import Logging
import TestSupport

@testable import Telemetry

/// Everything that is logged, at every level, as it would be written.
final class CapturedLog: Sendable {
  private let captured = Recorder<String>()

  var lines: [String] { captured.elements }

  /// Waits for a line that contains the text.
  func contains(_ text: String) async { await captured.first { $0.contains(text) } }

  var logger: Logger {
    Logger(label: "test") { [captured] label in
      var handler = LineLogHandler(label: label, format: .json) { captured.append($0) }
      handler.logLevel = .trace
      return handler
    }
  }
}
