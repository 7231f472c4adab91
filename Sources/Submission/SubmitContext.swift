package import ELT
internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry

/// What a `PartitionSubmitter` uses of its surroundings. Tests pass their own.
struct SubmitContext: Sendable {
  let settings: SubmissionSettings
  let retry: RetryPolicy
  let sender: any SubmissionSender
  let outcomes: OutcomePublisher
  let telemetry: Telemetry
  /// This instance's current membership in the consumer group. It keeps a member that has lost the partition from committing
  /// offsets.
  let groupMetadata: @Sendable () async throws -> ConsumerGroupMetadata
  let clock: AdapterClock

  func now() -> SubmitMachine.Now { .init(steady: clock.steady(), wall: clock.wall()) }
  func sleep(_ until: ContinuousClock.Instant) async throws { try await clock.sleep(until) }
  func jitter() -> Double { clock.jitter() }

  /// How many partitions share the ceiling.
  ///
  /// - Throws: also if the broker that answers does not know the topic (yet).
  func outboxPartitions() async throws -> Int {
    let outbox = settings.topics.outbox
    guard let count = try await KafkaAdmin.with(settings.kafka, { try await $0.partitionCount(of: outbox) })
    else {
      throw KafkaError(code: "UNKNOWN_TOPIC_OR_PART", reason: "The broker does not list topic \(outbox).")
    }
    return count
  }

  /// The offset of the next record of an outbox partition.
  func outboxEnd(_ partition: Int32) async throws -> Int64 {
    let place = TopicPartition(topic: settings.topics.outbox, partition: partition)
    return try await KafkaAdmin.with(settings.kafka) { try await $0.watermarks([place])[place]?.high ?? 0 }
  }

  /// The committed offset of an outbox partition; nil if there is none.
  func outboxSettled(_ partition: Int32) async throws -> Int64? {
    let place = TopicPartition(topic: settings.topics.outbox, partition: partition)
    return try await KafkaAdmin.with(settings.kafka) {
      try await $0.committedOffsets(ofGroup: settings.group, [place])[place]
    }
  }

  /// Reads the ledger of a partition up to its current end.
  ///
  /// Waits for open transactions: one that hides an attempt would make this owner send the report again.
  func loadLedger(_ partition: Int32) async throws -> Ledger {
    try await LedgerReader(
      kafka: settings.kafka,
      groupId: settings.groupId,
      topic: settings.topics.ledger,
      logger: telemetry.logger
    ).read(partition, patience: retry.transactionTimeout)
  }

  /// The outbox record at an offset; nil if retention has deleted it.
  func readRecord(_ partition: Int32, _ offset: Int64) async throws -> ConsumedRecord? {
    try await PartitionReader(settings.kafka, groupId: GroupNames(settings.groupId).reader)
      .record(at: offset, of: TopicPartition(topic: settings.topics.outbox, partition: partition))
  }

  /// The SOAP request in the outbox record at an offset.
  func readSubmission(_ partition: Int32, _ offset: Int64) async throws -> [UInt8]? {
    guard let record = try await readRecord(partition, offset).flatMap(OutboxRecord.init),
      case .submit(let envelope, _) = record.request
    else { return nil }
    return envelope
  }
}

/// Sends one request to ELT. Never throws: every failure is a result.
package protocol SubmissionSender: Sendable {
  func send(_ envelope: [UInt8]) async -> SubmissionResult
}

extension ELTClient: SubmissionSender {}
