internal import CRdkafka

extension KafkaAdmin {
  /// Sends a request of librdkafka's admin API and waits for its result.
  /// - Parameters:
  ///   - send: sends the request with these options; the result goes to the queue.
  ///   - read: reads the event with the result, which is valid during the call only.
  func request<Answer>(
    _ operation: rd_kafka_admin_op_t,
    timeout: Duration,
    send: (_ client: OpaquePointer, _ options: OpaquePointer?, _ queue: OpaquePointer?) -> Void,
    read: (OpaquePointer) throws(KafkaError) -> Answer
  ) throws(KafkaError) -> Answer {
    let client = try client()
    let options = rd_kafka_AdminOptions_new(client, operation)
    defer { rd_kafka_AdminOptions_destroy(options) }
    var text = [CChar](repeating: 0, count: 256)
    try check(rd_kafka_AdminOptions_set_request_timeout(options, timeout.timeout, &text, text.count))
    let queue = EventQueue(owning: rd_kafka_queue_new(client))
    defer { queue.destroy() }
    send(client, options, queue.pointer)
    // librdkafka enforces the time-out itself; the margin is for slow machines.
    guard let event = queue.next(timeout: timeout + .seconds(5)) else {
      throw handle.explained(KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT))
    }
    let code = rd_kafka_event_error(event.pointer)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      let reason = rd_kafka_event_error_string(event.pointer).map { String(cString: $0) }
      throw handle.explained(KafkaError(code, reason))
    }
    return try read(event.pointer)
  }
}
