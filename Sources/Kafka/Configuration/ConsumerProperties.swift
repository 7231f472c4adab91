extension NativeConfiguration {
  init(_ consumer: ConsumerConfiguration) {
    var fixed = [
      "group.id": consumer.groupId,
      "session.timeout.ms": String(consumer.sessionTimeout.milliseconds),
      "max.poll.interval.ms": String(consumer.maximumPollInterval.milliseconds),
      "enable.partition.eof": String(consumer.reportsEnd),
      "enable.auto.commit": "false",
      "enable.auto.offset.store": "false",
      "auto.offset.reset": "earliest",
      "isolation.level": "read_committed",
      "partition.assignment.strategy": "range",
    ]
    fixed["group.instance.id"] = consumer.groupInstanceId
    self.init(
      consumer.kafka,
      fixed: fixed,
      defaults: [
        "allow.auto.create.topics": "false",
        // Three heartbeats in a session, so that one that is lost does not end it.
        "heartbeat.interval.ms": String(min(.seconds(3), consumer.sessionTimeout / 3).milliseconds),
        // Only bytes limit the queue: at each limit, fetching pauses for up to a second.
        "queued.min.messages": "10000000",
        "queued.max.messages.kbytes": String(consumer.prefetchKibibytes),
        "fetch.max.bytes": String(max(16 * 1024 * 1024, consumer.kafka.maximumMessageBytes)),
        // Some brokers ignore fetch.max.bytes. Also the limit of a batch that zstd decompresses.
        "receive.message.max.bytes": String(
          max(consumer.flawLimit?.batch ?? 256 * 1024 * 1024, 2 * consumer.kafka.maximumMessageBytes)
        ),
        // The fewer batches one answer holds, the less of them is expanded at once. One batch is always fetched whole.
        "fetch.message.max.bytes": consumer.flawLimit == nil ? "1048576" : "65536",
        "statistics.interval.ms": consumer.reportsHealth ? "5000" : "0",
      ]
    )
  }
}
