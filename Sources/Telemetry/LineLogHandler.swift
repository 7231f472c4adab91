internal import Foundation
package import Logging
internal import Synchronization

/// Writes log events to standard error, as JSON or as text, one line per event.
package struct LineLogHandler: LogHandler {
  package var logLevel: Logger.Level {
    get { own ?? level.current }
    set { own = newValue }
  }
  /// Overrides `level` for one logger.
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

  package func log(event: Logging.LogEvent) {
    var all = metadata.merging(event.metadata ?? [:]) { $1 }
    // A line without an event comes from a library that logs by itself.
    if all[LogKey.event] == nil { all[LogKey.event] = "\(LogEvent.libraryLog.key)" }
    let time = Date().formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted)
    )
    switch format {
    case .json: write(json(event, all, time))
    case .text: write(text(event, all, time))
    }
  }

  private func json(_ event: Logging.LogEvent, _ metadata: Logger.Metadata, _ time: String) -> String {
    var members: [String: JSONMember] = [
      "time": .text(time), "level": .text(event.level.rawValue), "logger": .text(label),
      "message": .text("\(event.message)"),
    ]
    for (key, value) in metadata where members[key] == nil { members[key] = JSONMember(key, "\(value)") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = (try? encoder.encode(members)).map { String(decoding: $0, as: UTF8.self) }
    return line ?? #"{"level":"error","message":"A log line could not be encoded."}"#
  }

  private func text(_ event: Logging.LogEvent, _ metadata: Logger.Metadata, _ time: String) -> String {
    let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let line = "\(time) \(event.level.rawValue) \(label): \(event.message)\(pairs)"
    return String(line.map { $0.isNewline ? " " : $0 })
  }
}

/// The value of a member of a JSON line.
private enum JSONMember: Encodable {
  case text(String)
  case number(Int64)

  init(_ key: String, _ value: String) {
    if LogKey.numbers.contains(key), let number = Int64(value) {
      self = .number(number)
    } else {
      self = .text(value)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}

/// The format of log lines. The raw values are part of the public contract.
package enum LogFormat: String, Sendable, CaseIterable { case json, text }

package enum StandardError {
  /// A full pipe or socket accepts a line in pieces; no other thread may write between them.
  private static let turn = Mutex(())

  /// A failed write is ignored: the reader may have closed its end.
  package static func write(_ line: String) {
    turn.withLock { _ in try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }
  }
}
