internal import Kafka
internal import Logging
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
      var reader = PartitionReader(settings.kafka, groupId: "\(settings.groupId).reader")
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

  /// Reports requests that retention deleted before they were read. They are lost and only their publisher can help, so each
  /// partition is checked when reading it starts.
  func reportDeleted(
    before records: [ConsumedRecord],
    _ consumer: KafkaConsumer,
    _ checked: inout Set<TopicPartition>
  ) async throws {
    checked.formIntersection(try await consumer.assignment)
    for partition in Set(records.map(\.topicPartition)).subtracting(checked).sorted() {
      let count = try await consumer.deletedUncommitted(partition)
      if count > 0 { telemetry.requestsDeleted(Int(count), in: partition) }
      checked.insert(partition)
    }
  }
}
