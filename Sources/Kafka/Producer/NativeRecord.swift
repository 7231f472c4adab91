internal import CRdkafka

extension ClientHandle {
  /// Puts a copy of the record into the producer's queue.
  /// - Parameter tag: returned with the delivery report; 0 for none.
  func produce(_ record: ProducerRecord, tag: UInt = 0) throws(KafkaError) {
    loadMetadata(of: record.topic)
    let headers = try headers(record.headers)
    let error = record.topic.withCString { topic in
      withMemory(record.key) { key in
        withMemory(record.value) { value in
          produce(topic, record.partition, key, value, headers, tag)
        }
      }
    }
    guard let error else { return }
    // On success, the message owns the headers.
    if let headers { rd_kafka_headers_destroy(headers) }
    throw KafkaError(consuming: error)
  }

  private func produce(
    _ topic: UnsafePointer<CChar>,
    _ partition: Int32?,
    _ key: UnsafeRawBufferPointer?,
    _ value: UnsafeRawBufferPointer?,
    _ headers: OpaquePointer?,
    _ tag: UInt
  ) -> OpaquePointer? {
    var arguments = [
      argument(RD_KAFKA_VTYPE_TOPIC) { $0.cstr = topic },
      argument(RD_KAFKA_VTYPE_PARTITION) { $0.i32 = partition ?? RD_KAFKA_PARTITION_UA },
      argument(RD_KAFKA_VTYPE_MSGFLAGS) { $0.i = RD_KAFKA_MSG_F_COPY },
      argument(RD_KAFKA_VTYPE_OPAQUE) { $0.ptr = UnsafeMutableRawPointer(bitPattern: tag) },
    ]
    if let key { arguments.append(memory(RD_KAFKA_VTYPE_KEY, key)) }
    if let value { arguments.append(memory(RD_KAFKA_VTYPE_VALUE, value)) }
    if let headers { arguments.append(argument(RD_KAFKA_VTYPE_HEADERS) { $0.headers = headers }) }
    return rd_kafka_produceva(pointer, arguments, arguments.count)
  }

  private func headers(_ headers: [RecordHeader]) throws(KafkaError) -> OpaquePointer? {
    guard !headers.isEmpty, let list = rd_kafka_headers_new(headers.count) else { return nil }
    for header in headers {
      let code = withMemory(header.hasValue ? header.value : nil) { value in
        rd_kafka_header_add(list, header.name, -1, value?.baseAddress, value?.count ?? 0)
      }
      if code != RD_KAFKA_RESP_ERR_NO_ERROR {
        rd_kafka_headers_destroy(list)
        throw KafkaError(code)
      }
    }
    return list
  }
}

private typealias ArgumentValue = rd_kafka_vu_t.__Unnamed_union_u

private func argument(_ type: rd_kafka_vtype_t, _ set: (inout ArgumentValue) -> Void) -> rd_kafka_vu_t {
  var argument = rd_kafka_vu_t()
  argument.vtype = type
  set(&argument.u)
  return argument
}

private func memory(_ type: rd_kafka_vtype_t, _ bytes: UnsafeRawBufferPointer) -> rd_kafka_vu_t {
  argument(type) {
    $0.mem.ptr = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    $0.mem.size = bytes.count
  }
}

/// Calls the body with the bytes, or with nil for nil. An empty array needs an address, because librdkafka takes a null
/// pointer for an absent value.
private func withMemory<Result>(_ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Result) -> Result {
  guard let bytes else { return body(nil) }
  if bytes.isEmpty {
    return withUnsafeBytes(of: UInt8(0)) { body(UnsafeRawBufferPointer(start: $0.baseAddress, count: 0)) }
  }
  return bytes.withUnsafeBytes { body($0) }
}
