internal import CRdkafka
internal import Synchronization

/// Takes librdkafka's log lines to the handler, and keeps the last complaint: librdkafka's answer to a call that
/// timed out does not say why, its log does. It says so once and not with every attempt, so it is kept for good.
final class LogSink: Sendable {
  private let handler: KafkaLogHandler
  private let complaint = Mutex<String?>(nil)

  init(_ handler: @escaping KafkaLogHandler) {
    self.handler = handler
  }

  var lastComplaint: String? { complaint.withLock { $0 } }

  func take(_ line: KafkaLogLine) {
    // A connection that failed, and why.
    if line.facility == "FAIL" { complaint.withLock { $0 = line.text } }
    handler(line)
  }
}

/// librdkafka's log callback. At file scope: a closure could inherit an actor, and this runs on librdkafka's
/// threads. The client's opaque is its `LogSink`, which outlives the client.
func receiveLogLine(
  client: OpaquePointer?,
  level: Int32,
  facility: UnsafePointer<CChar>?,
  text: UnsafePointer<CChar>?
) {
  guard let client, let facility, let text, let opaque = rd_kafka_opaque(client) else { return }
  let sink = Unmanaged<LogSink>.fromOpaque(opaque).takeUnretainedValue()
  sink.take(
    KafkaLogLine(
      level: KafkaLogLine.Level(rawValue: Int(level)) ?? .debug,
      facility: String(cString: facility),
      text: String(cString: text)
    )
  )
}
