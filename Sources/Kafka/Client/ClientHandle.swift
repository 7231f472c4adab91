internal import CRdkafka
internal import Synchronization

/// Owns one librdkafka client.
///
/// `@unchecked Sendable`: the pointer never changes, librdkafka's functions may be called from any thread,
/// and `destroy` runs once, on the client's own thread, after the actor that uses the pointer has stopped
/// doing so. What may change (`knownTopics`) is used on that thread only.
final class ClientHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  /// Where the client's events arrive: the consumer's queue for a consumer, the main queue for others.
  let events: EventQueue
  let logSink: LogSink
  private let opaque: Unmanaged<LogSink>
  /// Topics whose partitions have been asked for, see `learn`.
  var knownTopics: Set<String> = []
  private let isDestroyed = Atomic(false)

  /// - Parameters:
  ///   - events: which kinds of events (`RD_KAFKA_EVENT_…`) the client puts into its queue.
  ///   - isTransactional: delivery is not reported to us but waited for inside librdkafka, as part of a
  ///     commit.
  init(
    _ type: rd_kafka_type_t,
    _ configuration: NativeConfiguration,
    events: Int32 = 0,
    isTransactional: Bool = false,
    log: @escaping KafkaLogHandler
  ) throws(KafkaError) {
    let native = try configuration.make()
    logSink = LogSink(log)
    opaque = Unmanaged.passRetained(logSink)
    rd_kafka_conf_set_opaque(native, opaque.toOpaque())
    rd_kafka_conf_set_log_cb(native, receiveLogLine)
    rd_kafka_conf_set_events(native, events)
    if isTransactional { rd_kafka_conf_set_dr_msg_cb(native, passOverDelivery) }
    var text = [CChar](repeating: 0, count: 512)
    guard let pointer = rd_kafka_new(type, native, &text, text.count) else {
      rd_kafka_conf_destroy(native)
      opaque.release()
      throw KafkaError(code: "_INVALID_ARG", reason: NativeConfiguration.sentence(text))
    }
    let isConsumer = type == RD_KAFKA_CONSUMER
    // Errors of the client as a whole go to the main queue; a consumer reads them with everything else.
    if isConsumer { _ = rd_kafka_poll_set_consumer(pointer) }
    let queue = isConsumer ? rd_kafka_queue_get_consumer(pointer) : rd_kafka_queue_get_main(pointer)
    guard let queue else {
      rd_kafka_destroy(pointer)
      opaque.release()
      throw KafkaError(code: "_INVALID_ARG", reason: "A consumer needs a group id.")
    }
    self.pointer = pointer
    self.events = EventQueue(owning: queue)
  }

  /// Ends the client: closes its connections and waits for its threads. Blocks. A consumer does not leave its
  /// group hereby.
  func destroy() {
    guard !isDestroyed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    events.destroy()
    rd_kafka_destroy_flags(pointer, Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
    opaque.release()
  }

  /// The error that made the client useless, if there is one.
  var fatalError: KafkaError? {
    var text = [CChar](repeating: 0, count: 512)
    let code = rd_kafka_fatal_error(pointer, &text, text.count)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    let error = KafkaError(code, NativeConfiguration.sentence(text))
    return KafkaError(code: error.code, reason: error.reason, isFatal: true)
  }

  /// The error with the last complaint of the log added, where the error itself says only that time ran out.
  func explained(_ error: KafkaError) -> KafkaError {
    guard ["_TRANSPORT", "_TIMED_OUT", "_MSG_TIMED_OUT", "_ALL_BROKERS_DOWN"].contains(error.code),
      let complaint = logSink.lastComplaint
    else { return error }
    return KafkaError(
      code: error.code,
      reason: "\(error.reason) (last in the client's log: \(complaint))",
      isRetriable: error.isRetriable,
      isFatal: error.isFatal,
      requiresAbort: error.requiresAbort
    )
  }
}

/// librdkafka's delivery callback, which has nothing to do: that there is one makes librdkafka notice each
/// delivery while it commits. Without one it looks every 10 ms.
private func passOverDelivery(
  client: OpaquePointer?,
  message: UnsafePointer<rd_kafka_message_t>?,
  opaque: UnsafeMutableRawPointer?
) {}
