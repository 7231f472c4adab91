internal import CRdkafka
internal import Synchronization

/// Passes librdkafka's log lines to the handler and keeps the last connection failure: the error of a call that timed out
/// does not name the cause, the log does. librdkafka logs the cause once, not for every attempt, so it never expires.
final class LogSink: Sendable {
  private let handler: KafkaLogHandler
  private let failure = Mutex<String?>(nil)

  init(_ handler: @escaping KafkaLogHandler) {
    self.handler = handler
  }

  var lastFailure: String? { failure.withLock { $0 } }

  func receive(_ line: KafkaLogLine) {
    // A connection failed; the text names the cause.
    if line.facility == "FAIL" { failure.withLock { $0 = line.text } }
    handler(line)
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
