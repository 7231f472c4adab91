package import Telemetry

extension LogEvent {
  /// Whether `text`, log lines as JSON or text, has this event.
  package func isLogged(in text: some StringProtocol) -> Bool {
    if text.contains(#""event":"\#(key)""#) { return true }
    // One key may begin another.
    return text.contains("event=\(key)")
      && text.split(whereSeparator: \.isWhitespace).contains("event=\(key)")
  }
}
