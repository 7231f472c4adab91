internal import CRdkafka

extension ConsumedRecord {
  /// Copies a record out of librdkafka's memory; nil for a message that carries an error.
  init?(_ message: UnsafePointer<rd_kafka_message_t>) {
    guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR, let topic = message.pointee.rkt else {
      return nil
    }
    var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let timestamp = rd_kafka_message_timestamp(message, &type)
    self.init(
      topic: String(cString: rd_kafka_topic_name(topic)),
      partition: message.pointee.partition,
      offset: message.pointee.offset,
      key: copy(message.pointee.key, message.pointee.key_len),
      value: copy(message.pointee.payload, message.pointee.len),
      headers: recordHeaders(of: message),
      timestamp: type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : timestamp
    )
  }
}

private func copy(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8]? {
  guard let start else { return nil }
  return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
}

private func recordHeaders(of message: UnsafePointer<rd_kafka_message_t>) -> [RecordHeader] {
  var list: OpaquePointer?
  guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
  let count = rd_kafka_header_cnt(list)
  return (0..<count).compactMap { index in
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    guard rd_kafka_header_get_all(list, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let name
    else { return nil }
    return RecordHeader(name: String(cString: name), value: copy(value, size) ?? [])
  }
}
