internal import ELT
internal import Kafka
internal import Logging

/// What a `PartitionSubmitter` needs from the world around it. Tests hand in their own.
struct SubmitContext: Sendable {
  let configuration: AdapterConfiguration
  let kafka: KafkaConfiguration
  let retry: RetryPolicy
  let sender: any SubmissionSender
  let outcomes: OutcomePublisher
  let telemetry: Telemetry
  /// Who this instance is in the consumer group at the moment: without it a member that has lost the partition could
  /// commit offsets.
  let groupMetadata: @Sendable () async throws -> ConsumerGroupMetadata
  let clock: AdapterClock

  func now() -> SubmitMachine.Now { .init(steady: clock.steady(), wall: clock.wall()) }
  func sleep(_ until: ContinuousClock.Instant) async throws { try await clock.sleep(until) }
  func jitter() -> Double { clock.jitter() }

  /// How many partitions share the ceiling.
  func outboxPartitions() async throws -> Int {
    try await KafkaAdmin.with(kafka) { try await $0.partitionCount(of: configuration.topics.outbox) } ?? 1
  }

  /// The offset that the next record of an outbox partition will have.
  func outboxEnd(_ partition: Int32) async throws -> Int64 {
    let place = TopicPartition(topic: configuration.topics.outbox, partition: partition)
    return try await KafkaAdmin.with(kafka) { try await $0.watermarks([place])[place]?.high ?? 0 }
  }

  /// Up to where the group is done with an outbox partition; nil where it never committed an offset.
  func outboxSettled(_ partition: Int32) async throws -> Int64? {
    let place = TopicPartition(topic: configuration.topics.outbox, partition: partition)
    return try await KafkaAdmin.with(kafka) {
      try await $0.committedOffsets(ofGroup: configuration.kafka.groupId + ".submit", [place])[place]
    }
  }

  /// The ledger of a partition, read from its beginning to its end as it is now.
  ///
  /// What lies behind a transaction that is still open counts: without it a report that was sent would be sent again.
  func loadLedger(_ partition: Int32) async throws -> Ledger {
    try await LedgerReader(
      kafka: kafka,
      groupId: configuration.kafka.groupId,
      topic: configuration.topics.ledger,
      logger: telemetry.logger
    ).read(partition, patience: retry.transactionTimeout)
  }

  /// The outbox record at an offset; nil where retention has taken it.
  func readRecord(_ partition: Int32, _ offset: Int64) async throws -> ConsumedRecord? {
    try await PartitionReader(kafka, groupId: "\(configuration.kafka.groupId).reader")
      .record(at: offset, of: TopicPartition(topic: configuration.topics.outbox, partition: partition))
  }

  /// The SOAP request in the outbox record at an offset.
  func readSubmission(_ partition: Int32, _ offset: Int64) async throws -> [UInt8]? {
    guard let record = try await readRecord(partition, offset).flatMap(OutboxRecord.init),
      case .submit(let envelope, _) = record.request
    else { return nil }
    return envelope
  }
}
