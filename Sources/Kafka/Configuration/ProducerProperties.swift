extension NativeConfiguration {
  /// For a transactional producer, which is idempotent by itself.
  init(_ kafka: KafkaConfiguration, transactionalId: String, transactionTimeout: Duration) {
    self.init(
      kafka,
      fixed: [
        "transactional.id": transactionalId,
        "transaction.timeout.ms": String(transactionTimeout.milliseconds),
      ],
      defaults: Self.producing
    )
  }

  /// For a producer of single records.
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
    // The partition of a key as the Java client chooses it, so that all producers agree.
    "partitioner": "murmur2_random",
    // Whole batches are handed over at once, so there is nothing to wait for.
    "linger.ms": "1",
    "queue.buffering.max.kbytes": "131072",
  ]
}
