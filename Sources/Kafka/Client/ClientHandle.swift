internal import CRdkafka
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Owns one librdkafka client.
///
/// `@unchecked Sendable`: the pointer never changes, librdkafka's functions may be called from any thread, and `destroy` runs
/// once, on the client's own thread, after the owning actor has stopped using the pointer. The only mutable state
/// (`knownTopics`) is used on that thread only.
final class ClientHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The queue of the client's events: the consumer queue of a consumer, otherwise the main queue.
  let events: EventQueue
  let logSink: LogSink
  private let bootstrapServers: String
  private let opaque: Unmanaged<LogSink>
  /// The topics whose metadata was requested; see `loadMetadata`.
  private var knownTopics: Set<String> = []
  private let isDestroyed = Atomic(false)

  /// - Parameters:
  ///   - events: the kinds of events (`RD_KAFKA_EVENT_…`) that the client puts into its queue.
  ///   - isTransactional: librdkafka waits for deliveries itself, as part of a commit, and reports none.
  init(
    _ type: rd_kafka_type_t,
    _ configuration: NativeConfiguration,
    events: Int32 = 0,
    isTransactional: Bool = false,
    log: @escaping KafkaLogHandler
  ) throws(KafkaError) {
    let native = try configuration.make()
    logSink = LogSink(log)
    bootstrapServers = configuration.bootstrapServers
    opaque = Unmanaged.passRetained(logSink)
    rd_kafka_conf_set_opaque(native, opaque.toOpaque())
    rd_kafka_conf_set_log_cb(native, receiveLogLine)
    rd_kafka_conf_set_events(native, events)
    if isTransactional { rd_kafka_conf_set_dr_msg_cb(native, ignoreDelivery) }
    var text = [CChar](repeating: 0, count: 512)
    guard let pointer = rd_kafka_new(type, native, &text, text.count) else {
      rd_kafka_conf_destroy(native)
      opaque.release()
      throw KafkaError(code: "_INVALID_ARG", reason: NativeConfiguration.sentence(text))
    }
    let isConsumer = type == RD_KAFKA_CONSUMER
    // A consumer reads the errors of the whole client, which go to the main queue, from its own queue.
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

  /// Destroys the client: closes its connections and waits for its threads. Blocks. Does not leave the consumer group.
  ///
  /// Waits no longer than `patience`: in some states librdkafka never ends a client, for example after a topic that it reads was
  /// deleted. Such a client is abandoned with its memory and threads.
  func destroy() {
    guard !isDestroyed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    events.destroy()
    let hasEnded = DispatchSemaphore(value: 0)
    // librdkafka waits without a limit, so another thread does.
    Thread.detachNewThread { [self] in
      rd_kafka_destroy_flags(pointer, Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
      opaque.release()
      hasEnded.signal()
    }
    guard hasEnded.wait(timeout: .now() + Self.patience) == .timedOut else { return }
    AbandonedClients.add()
    let text = "The Kafka client did not end within \(Self.patience) s."
    logSink.receive(KafkaLogLine(level: .error, facility: "ABANDONED", text: text))
  }

  /// Seconds.
  private static let patience = 5.0

  /// Requests the metadata of a topic before its first use by a produce or a manual assignment. librdkafka would request it
  /// too, but checks unknown topics only once a second, so this waits no longer than a second and ignores a failure.
  func loadMetadata(of topic: String) {
    guard knownTopics.insert(topic).inserted, let native = rd_kafka_topic_new(pointer, topic, nil) else {
      return
    }
    defer { rd_kafka_topic_destroy(native) }
    var metadata: UnsafePointer<rd_kafka_metadata>?
    guard rd_kafka_metadata(pointer, 0, native, &metadata, 1000) == RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    rd_kafka_metadata_destroy(metadata)
  }

  /// The error that made the client unusable, if there is one.
  var fatalError: KafkaError? {
    var text = [CChar](repeating: 0, count: 512)
    let code = rd_kafka_fatal_error(pointer, &text, text.count)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    let error = KafkaError(code, NativeConfiguration.sentence(text))
    return KafkaError(code: error.code, reason: error.reason, isFatal: true)
  }

  /// Replaces the reason of an error that only reports a missing answer by the addresses and the last connection failure.
  func explained(_ error: KafkaError) -> KafkaError {
    // librdkafka's own sentences have this prefix; others name the cause already.
    guard error.isWithoutAnswer, error.reason.hasPrefix("Local: ") else { return error }
    var error = error
    error.reason = "The brokers at \(bootstrapServers) did not answer."
    if let failure = logSink.failure { error.reason += " \(failure.sentence)" }
    return error
  }
}

/// A delivery callback makes librdkafka notice each delivery at once during a commit; without one it checks every 10 ms.
private func ignoreDelivery(
  client: OpaquePointer?,
  message: UnsafePointer<rd_kafka_message_t>?,
  opaque: UnsafeMutableRawPointer?
) {}

/// The clients that librdkafka did not end. Their threads may still run when the process exits.
package enum AbandonedClients {
  private static let count = Atomic(0)

  package static var exist: Bool { count.load(ordering: .relaxed) > 0 }

  static func add() { count.wrappingAdd(1, ordering: .relaxed) }
}
