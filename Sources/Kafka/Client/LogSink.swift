internal import CRdkafka
internal import Foundation
internal import Synchronization

/// Passes librdkafka's log lines to the handler and keeps the last connection failure: the error of a call that timed out
/// does not name the cause, the log does. librdkafka logs the cause once, not for every attempt, so it never expires.
final class LogSink: Sendable {
  private let handler: KafkaLogHandler
  private let lastFailure = Mutex<ConnectionFailure?>(nil)

  init(_ handler: @escaping KafkaLogHandler) {
    self.handler = handler
  }

  var failure: ConnectionFailure? { lastFailure.withLock { $0 } }

  func receive(_ line: KafkaLogLine) {
    if ConnectionFailure.isRoutineClose(line.text) { return }
    // A connection failed; the text names the cause.
    if line.facility == "FAIL" {
      lastFailure.withLock { $0 = ConnectionFailure(line.text, since: $0?.since ?? .now) }
    }
    handler(line)
  }

  /// The brokers answered: the next failure begins a new outage.
  func answered() { lastFailure.withLock { $0?.since = nil } }
}

/// Why librdkafka could not connect to a broker.
struct ConnectionFailure: Sendable, Equatable {
  /// librdkafka's sentence, with the address of the broker.
  let text: String
  /// When connections began to fail; nil if the brokers have answered since.
  var since: Date?

  init(_ text: String, since: Date?) {
    self.text = Self.plain(text)
    self.since = since
  }

  var sentence: String {
    guard let since else { return "The last connection failure: \(text)" }
    return "Connections have failed since \(since.formatted(.iso8601)); the last failure: \(text)"
  }

  /// Brokers, proxies and load balancers close idle connections, and restart. librdkafka adds an explanation if the close may
  /// have a cause that an operator can remove.
  fileprivate static func isRoutineClose(_ text: String) -> Bool { text.contains(": Disconnected (after ") }

  /// Drops the name of librdkafka's thread and the time that it spent in its state. Replaces its guess about a broker that
  /// accepts connections and does not answer, such as a suspended one.
  private static func plain(_ text: String) -> String {
    var text = text[...]
    if text.hasPrefix("[thrd:"), let prefix = text.range(of: "]: ") { text = text[prefix.upperBound...] }
    if let suffix = text.range(of: " (after ", options: .backwards) { text = text[..<suffix.lowerBound] }
    if let guess = text.range(of: "ApiVersionRequest failed: Local: Timed out") {
      text = text[..<guess.lowerBound] + "accepts connections, but does not answer"
    }
    return String(text)
  }
}

/// librdkafka's log callback. At file scope because it runs on librdkafka's threads and a closure could inherit an actor. The
/// client's opaque is its `LogSink`, which outlives the client.
func receiveLogLine(
  client: OpaquePointer?,
  level: Int32,
  facility: UnsafePointer<CChar>?,
  text: UnsafePointer<CChar>?
) {
  guard let client, let facility, let text, let opaque = rd_kafka_opaque(client) else { return }
  let sink = Unmanaged<LogSink>.fromOpaque(opaque).takeUnretainedValue()
  sink.receive(
    KafkaLogLine(
      level: KafkaLogLine.Level(rawValue: Int(level)) ?? .debug,
      facility: String(cString: facility),
      text: String(cString: text)
    )
  )
}
