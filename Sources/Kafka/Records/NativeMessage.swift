internal import CRdkafka
internal import Glibc

extension ConsumedRecord {
  /// Copies a record out of librdkafka's memory; nil for a message that carries an error.
  init?(_ message: UnsafePointer<rd_kafka_message_t>) {
    guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR, let topic = message.pointee.rkt else {
      return nil
    }
    var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let timestamp = rd_kafka_message_timestamp(message, &type)
    let headers = recordHeaders(of: message)
    self.init(
      topic: String(cString: rd_kafka_topic_name(topic)),
      partition: message.pointee.partition,
      offset: message.pointee.offset,
      key: copy(message.pointee.key, message.pointee.key_len),
      value: copy(message.pointee.payload, message.pointee.len),
      headers: headers ?? [],
      omitsHeaders: headers == nil,
      timestamp: type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : timestamp
    )
  }
}

private func copy(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8]? {
  guard let start else { return nil }
  return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
}

/// Copies the headers of a message; nil if they are larger than a record may have.
private func recordHeaders(of message: UnsafePointer<rd_kafka_message_t>) -> [RecordHeader]? {
  var list: OpaquePointer?
  guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
  var bytes = 0
  let count = rd_kafka_header_cnt(list)
  for index in 0..<count {
    bytes += withHeader(index, of: list) { strlen($0) + $2 + MemoryLayout<RecordHeader>.stride } ?? 0
    if bytes > ConsumedRecord.maximumHeaderBytes { return nil }
  }
  return (0..<count).compactMap { index in
    withHeader(index, of: list) { RecordHeader(name: String(cString: $0), value: copy($1, $2)) }
  }
}

private func withHeader<Result>(
  _ index: Int,
  of list: OpaquePointer,
  _ body: (_ name: UnsafePointer<CChar>, _ value: UnsafeRawPointer?, _ size: Int) -> Result
) -> Result? {
  var name: UnsafePointer<CChar>?
  var value: UnsafeRawPointer?
  var size = 0
  guard rd_kafka_header_get_all(list, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let name
  else { return nil }
  return body(name, value, size)
}
