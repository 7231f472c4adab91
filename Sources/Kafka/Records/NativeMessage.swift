internal import CRdkafka
internal import Glibc

extension ConsumedRecord {
  /// Copies a record out of librdkafka's memory; nil for a message that carries an error.
  ///
  /// - Parameter limit: Of key, value and headers together, in bytes. A larger record is not copied: a small batch can
  ///   contain a record of hundreds of megabytes.
  init?(_ message: UnsafePointer<rd_kafka_message_t>, limit: Int?) {
    guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR, let topic = message.pointee.rkt else {
      return nil
    }
    var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let time = rd_kafka_message_timestamp(message, &type)
    let timestamp = type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : time
    let place = TopicPartition(
      topic: String(cString: rd_kafka_topic_name(topic)),
      partition: message.pointee.partition
    )
    var size = message.pointee.key_len + message.pointee.len
    // librdkafka copies the headers when they are first requested.
    let (headers, isUnreadable) = size <= limit ?? .max ? Headers.of(message) : (nil, false)
    size += headers?.byteCount ?? 0
    if let limit, size > limit {
      self.init(place, offset: message.pointee.offset, timestamp: timestamp, flaw: .tooLarge(size))
      return
    }
    let omitsHeaders = headers?.isTooLarge ?? isUnreadable
    self.init(
      topic: place.topic,
      partition: place.partition,
      offset: message.pointee.offset,
      key: copy(message.pointee.key, message.pointee.key_len),
      value: copy(message.pointee.payload, message.pointee.len),
      headers: omitsHeaders ? [] : headers?.copies ?? [],
      omitsHeaders: omitsHeaders,
      timestamp: timestamp
    )
  }
}

private func copy(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8]? {
  guard let start else { return nil }
  return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
}

/// The headers of a message, in librdkafka's memory.
private struct Headers {
  private let list: OpaquePointer

  /// Headers that librdkafka does not read (it refuses more than 100,000) are unreadable, not absent.
  static func of(_ message: UnsafePointer<rd_kafka_message_t>) -> (headers: Headers?, isUnreadable: Bool) {
    var list: OpaquePointer?
    let error = rd_kafka_message_headers(message, &list)
    guard error == RD_KAFKA_RESP_ERR_NO_ERROR, let list else {
      return (nil, error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR__NOENT)
    }
    return (Headers(list: list), false)
  }

  /// Whether they exceed `maximumHeaderBytes`, with the memory of each copy.
  var isTooLarge: Bool {
    byteCount + rd_kafka_header_cnt(list) * MemoryLayout<RecordHeader>.stride
      > ConsumedRecord.maximumHeaderBytes
  }

  var byteCount: Int { all.reduce(0) { $0 + strlen($1.name) + $1.size } }

  var copies: [RecordHeader] {
    all.map { RecordHeader(name: String(cString: $0.name), value: copy($0.value, $0.size)) }
  }

  private var all: some Sequence<(name: UnsafePointer<CChar>, value: UnsafeRawPointer?, size: Int)> {
    (0..<rd_kafka_header_cnt(list)).lazy.compactMap { index in
      var name: UnsafePointer<CChar>?
      var value: UnsafeRawPointer?
      var size = 0
      guard rd_kafka_header_get_all(list, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let name
      else { return nil }
      return (name, value, size)
    }
  }
}
