internal import Foundation
package import Logging
internal import Synchronization

/// Writes log lines to standard error, as JSON or as text: one line each, whatever is in them.
package struct LineLogHandler: LogHandler {
  package var logLevel: Logger.Level {
    get { own ?? level.current }
    set { own = newValue }
  }
  /// For loggers that are given a level of their own.
  private var own: Logger.Level?
  private let level: LogLevel
  package var metadata: Logger.Metadata = [:]
  private let label: String
  private let format: LogFormat
  private let write: @Sendable (String) -> Void

  package init(
    label: String,
    format: LogFormat,
    level: LogLevel = LogLevel(.info),
    write: @escaping @Sendable (String) -> Void = StandardError.write
  ) {
    self.label = label
    self.format = format
    self.level = level
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let time = Date().formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted)
    )
    switch format {
    case .json: write(json(event, all, time))
    case .text: write(text(event, all, time))
    }
  }

  private func json(_ event: LogEvent, _ metadata: Logger.Metadata, _ time: String) -> String {
    var members = [
      "time": time, "level": event.level.rawValue, "logger": label, "message": "\(event.message)",
    ]
    for (key, value) in metadata where members[key] == nil { members[key] = "\(value)" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = (try? encoder.encode(members)).map { String(decoding: $0, as: UTF8.self) }
    return line ?? #"{"level":"error","message":"A log line could not be encoded."}"#
  }

  private func text(_ event: LogEvent, _ metadata: Logger.Metadata, _ time: String) -> String {
    let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let line = "\(time) \(event.level.rawValue) \(label): \(event.message)\(pairs)"
    return String(line.map { $0.isNewline ? " " : $0 })
  }
}

package enum StandardError {
  /// A pipe or socket that is full takes a line in pieces, between which no other thread may write.
  private static let turn = Mutex(())

  /// Whoever reads may have gone away; that is no reason to stop.
  package static func write(_ line: String) {
    turn.withLock { _ in try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }
  }
}
