package import Kafka
package import Logging
internal import PipelineRecords
internal import Telemetry

/// Reads the ledger of an outbox partition into memory.
package struct LedgerReader: Sendable {
  private let kafka: KafkaConfiguration
  private let groupId: String
  private let topic: String
  private let logger: Logger

  package init(kafka: KafkaConfiguration, groupId: String, topic: String, logger: Logger) {
    (self.kafka, self.groupId, self.topic, self.logger) = (kafka, groupId, topic, logger)
  }

  /// Reads the ledger of a partition up to its current end.
  ///
  /// - Parameter patience: How long to wait for an open transaction to end; nil reads up to it. The new owner of the
  ///   partition waits, because an open transaction can hide an attempt, which the owner would then send again.
  package func read(_ partition: Int32, patience: Duration? = nil) async throws -> Ledger {
    var ledger = Ledger()
    let place = TopicPartition(topic: topic, partition: partition)
    var reader = PartitionReader(kafka, groupId: GroupNames(groupId).reader)
    reader.prefetchKibibytes = 64 * 1024
    try await reader.read(place, to: patience.map { .committed(patience: $0) } ?? .visible) { record in
      switch LedgerRecord(record) {
      case .entry(let entry, let reportId):
        ledger.record(entry, for: reportId, by: LedgerRecord.caller(in: record))
      case .forgotten(let reportId): ledger.forget(reportId)
      case .outboxPartitions(let count): ledger.outboxPartitions = count
      case nil:
        logger.log(
          .ledgerEntryUnreadable,
          [LogKey.topic: "\(topic)", LogKey.partition: "\(partition)", LogKey.offset: "\(record.offset)"]
        )
      }
      return .proceed
    }
    return ledger
  }
}
