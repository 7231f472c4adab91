extension NativeConfiguration {
  /// The configuration of a transactional producer, which is always idempotent.
  init(_ kafka: KafkaConfiguration, transactionalId: String, transactionTimeout: Duration) {
    self.init(
      kafka,
      fixed: [
        "transactional.id": transactionalId,
        "transaction.timeout.ms": String(transactionTimeout.milliseconds),
      ],
      // A transaction that follows another at once finds it still being completed on the broker. librdkafka repeats the request
      // after this time; with its default of 100 ms a partition could commit only about ten transactions per second.
      defaults: Self.producing.merging(["retry.backoff.ms": "10"]) { $1 }
    )
  }

  /// The configuration of a producer outside transactions.
  init(_ kafka: KafkaConfiguration, deliveryTimeout: Duration) {
    self.init(
      kafka,
      fixed: [
        "enable.idempotence": "true", "message.timeout.ms": String(deliveryTimeout.milliseconds),
      ],
      defaults: Self.producing
    )
  }

  private static let producing = [
    // The Java client's default, so that all producers choose the same partition for a key.
    "partitioner": "murmur2_random",
    // Batches are complete when they are produced, so waiting gains nothing.
    "linger.ms": "1",
    "queue.buffering.max.kbytes": "131072",
  ]
}
