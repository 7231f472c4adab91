internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Telemetry

/// What retention and operators do to the request topic.
extension IntakeStage {
  /// Reads partitions of a topic that was deleted and created again from their beginning.
  ///
  /// - Parameters:
  ///   - partitions: Those that are being read.
  ///   - records: The records of the last poll, which are read again if a partition starts over.
  /// - Returns: Whether a partition starts over.
  func startOver(
    _ consumer: KafkaConsumer,
    _ partitions: [TopicPartition],
    instead records: [ConsumedRecord]
  ) async throws -> Bool {
    var starts: [TopicPartition: Int64] = [:]
    for partition in lastRead.doubtful(of: partitions).sorted() {
      let watermarks = try await consumer.watermarks(partition)
      var reader = PartitionReader(settings.kafka, groupId: GroupNames(settings.groupId).reader)
      reader.stallTimeout = .seconds(10)
      let isOther = try await lastRead.isOfAnotherTopic(partition, watermarks) { [reader] in
        try await reader.record(at: $0, of: partition)
      }
      if isOther { starts[partition] = watermarks.low }
    }
    for (partition, offset) in starts.merging(records.firstOffsets, uniquingKeysWith: { start, _ in start })
    where !starts.isEmpty {
      try await consumer.seek(partition, to: offset)
    }
    for partition in lastRead.doubtful(of: partitions).sorted() {
      if starts[partition] != nil {
        telemetry.logger.log(
          .requestsRecreated,
          [LogKey.topic: "\(partition.topic)", LogKey.partition: "\(partition.partition)"]
        )
      }
      lastRead.settle(partition, isOfAnotherTopic: starts[partition] != nil)
    }
    return !starts.isEmpty
  }

  /// Reports requests that retention deleted before they were read. They are lost, and only their publisher can help. Before a
  /// batch is committed, because the committed offset shows what was not read.
  func reportDeleted(_ consumer: KafkaConsumer, _ deletions: inout DeletionWatch) async throws {
    let due = deletions.due(try await consumer.assignment, at: clock.steady())
    guard !due.isEmpty else { return }
    do throws(KafkaError) {
      let committed = try await consumer.committed(due)
      for partition in due {
        let first = try await consumer.watermarks(partition).low
        let count = deletions.deleted(in: partition, committed: committed[partition], first: first)
        if count > 0 { telemetry.requestsDeleted(Int(count), in: partition) }
      }
    } catch {
      // The next check finds the same deletions.
      guard error.isRetriable else { throw error }
    }
  }
}
