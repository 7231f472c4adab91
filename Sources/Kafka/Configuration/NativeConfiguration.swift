internal import CRdkafka

/// The merged and checked properties of one client.
struct NativeConfiguration {
  /// Set by this module and not configurable, because its guarantees depend on them.
  private let fixed: [String: String]
  /// Defaults of this module; the user's properties override them.
  private let defaults: [String: String]
  private let user: [String: String]
  let bootstrapServers: String

  init(_ kafka: KafkaConfiguration, fixed: [String: String], defaults: [String: String]) {
    var fixed = fixed
    fixed["bootstrap.servers"] = kafka.bootstrapServers
    fixed["client.id"] = kafka.clientId
    fixed["message.max.bytes"] = String(kafka.maximumMessageBytes)
    self.fixed = fixed
    self.defaults = defaults.merging([
      // The reason for a close may be a wrong security.protocol. `LogSink` drops routine closes.
      "log.connection.close": "true",
      "socket.keepalive.enable": "true",
      // Otherwise a small request waits until the broker's host acknowledges the previous one, for 40 ms.
      "socket.nagle.disable": "true",
    ]) { own, _ in own }
    user = kafka.properties
    bootstrapServers = kafka.bootstrapServers
  }

  /// Properties that would break the guarantees of this module on any client.
  private static let reserved: Set<String> = [
    "bootstrap.servers", "metadata.broker.list", "client.id", "message.max.bytes", "group.id",
    "group.instance.id",
    "enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset", "isolation.level",
    "partition.assignment.strategy", "session.timeout.ms", "max.poll.interval.ms", "enable.partition.eof",
    "transactional.id", "transaction.timeout.ms", "enable.idempotence", "acks", "request.required.acks",
    "log.queue", "test.mock.num.brokers", "plugin.library.paths",
    // They bound the memory of what is fetched.
    "receive.message.max.bytes", "fetch.message.max.bytes", "max.partition.fetch.bytes", "fetch.max.bytes",
    "queued.max.messages.kbytes",
  ]

  /// Creates an `rd_kafka_conf_t`, which the caller passes to `rd_kafka_new` or destroys.
  func make() throws(KafkaError) -> OpaquePointer {
    if let name = user.keys.sorted().first(where: Self.reserved.contains) {
      throw KafkaError(
        code: "_INVALID_ARG",
        reason: "The adapter sets the Kafka property \(name) itself; remove it from kafka.properties."
      )
    }
    if let reason = Self.unusable(user) { throw KafkaError(code: "_INVALID_ARG", reason: reason) }
    guard let native = rd_kafka_conf_new() else {
      throw KafkaError(code: "_CRIT_SYS_RESOURCE", reason: "Out of memory for a Kafka client.")
    }
    do throws(KafkaError) {
      for (name, value) in defaults.merging(user, uniquingKeysWith: { _, user in user })
        .merging(fixed, uniquingKeysWith: { _, fixed in fixed })
      {
        try Self.set(name, value, on: native)
      }
    } catch {
      rd_kafka_conf_destroy(native)
      throw error
    }
    return native
  }

  private static func set(_ name: String, _ value: String, on native: OpaquePointer) throws(KafkaError) {
    var text = [CChar](repeating: 0, count: 512)
    guard rd_kafka_conf_set(native, name, value, &text, text.count) != RD_KAFKA_CONF_OK else { return }
    throw KafkaError(code: "_INVALID_ARG", reason: sentence(text))
  }

  /// The C string in a buffer that librdkafka has written a message to.
  static func sentence(_ text: [CChar]) -> String {
    String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension Duration {
  /// Whole milliseconds, librdkafka's unit. Rounded up, so that a short time does not become zero.
  var milliseconds: Int { Int(clamping: (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000) }

  /// Milliseconds as the time-out of a blocking call. Never negative, which would mean no time-out.
  var timeout: Int32 { Int32(clamping: max(0, milliseconds)) }
}
