internal import Foundation
package import Kafka
package import PipelineRecords
package import Telemetry
internal import TimeReport

/// Sends dead letters back to the topics they came from, each once.
///
/// A run takes over the transactional id `<groupId>.replay`, so of two concurrent runs only the later one continues. It
/// then writes an empty note and reads up to that note: the notes of earlier runs and everything that it will replay lie
/// before it. A record that becomes a dead letter again lies behind it and waits for the next run.
package struct Replayer: Sendable {
  private let topics: TopicNames
  private let kafka: KafkaConfiguration
  private let groupId: String
  private let runId: String
  private let clock: AdapterClock

  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    topics: TopicNames,
    clock: AdapterClock = .system,
    runId: String = UUID().uuidString.lowercased()
  ) {
    self.topics = topics
    self.kafka = kafka
    self.groupId = groupId
    self.runId = runId
    self.clock = clock
  }

  /// - Parameter progress: Receives the number of records read and replayed so far.
  package func run(
    _ options: ReplayOptions,
    progress: @Sendable (_ read: Int, _ replayed: Int) -> Void = { _, _ in }
  ) async throws -> ReplayReport {
    let count = try await KafkaAdmin.with(kafka) { try await $0.partitionCount(of: topics.deadLetters) }
    guard let count else { throw MissingTopic(name: topics.deadLetters) }
    let partitions = (0..<Int32(count)).map { TopicPartition(topic: topics.deadLetters, partition: $0) }
    if options.isDryRun { return try await replay(partitions, options, writer: nil, progress) }
    let producer = try TransactionalProducer(kafka, transactionalId: GroupNames(groupId).replay)
    do {
      try await producer.initTransactions()
      let writer = ReplayWriter(producer: producer, topics: topics, runId: runId, clock: clock)
      try await writer.begin(partitions)
      let report = try await replay(partitions, options, writer: writer, progress)
      await producer.close()
      return report
    } catch {
      await producer.close()
      throw error
    }
  }

  private func replay(
    _ partitions: [TopicPartition],
    _ options: ReplayOptions,
    writer: ReplayWriter?,
    _ progress: (Int, Int) -> Void
  ) async throws -> ReplayReport {
    var report = ReplayReport(dryRun: writer == nil)
    var plan = ReplayPlan(options: options, topics: [topics.requests, topics.outbox])
    var read = 0
    for partition in partitions {
      let survey = try await survey(partition, isDryRun: writer == nil) {
        read += 1
        progress(read, report.replayed.count)
      }
      var slice = ReplaySlice()
      try await reader.read(partition) { record in
        guard record.offset < survey.end else { return .stop }
        read += 1
        progress(read, report.replayed.count)
        guard try ReplayNote(record) == nil else { return .proceed }
        let letter = StoredDeadLetter(record, outbox: topics.outbox)
        switch plan.decide(letter, wasReplayed: survey.replayed.contains(record.offset)) {
        case .doesNotMatch: report.notMatching += 1
        case .replayedBefore: report.replayedBefore += 1
        case .left: report.left += 1
        case .parked: report.parked.append(.init(letter))
        case .impossible(let obstacle): report.cannotBeReplayed.append(.init(letter, obstacle))
        case .replay(let topic):
          guard let writer else {
            report.replayed.append(.init(letter))
            break
          }
          slice.append(letter, to: topic)
          if slice.isFull {
            try await writer.commit(slice, of: partition, &report)
            slice = ReplaySlice()
          }
        }
        return .proceed
      }
      if let writer, !slice.isEmpty { try await writer.commit(slice, of: partition, &report) }
    }
    return report
  }

  private var reader: PartitionReader {
    var reader = PartitionReader(kafka, groupId: GroupNames(groupId).reader)
    reader.stallTimeout = .seconds(30)
    return reader
  }

  private struct Survey {
    var replayed = RangeSet<Int64>()
    /// Where this run ends.
    var end: Int64 = 0
  }

  /// The offsets that earlier runs have replayed, and the offset of this run's own note. An open transaction of another
  /// client may hide the note for as long as a transaction may take.
  private func survey(_ partition: TopicPartition, isDryRun: Bool, _ progress: () -> Void) async throws
    -> Survey
  {
    var survey = Survey()
    try await reader.read(partition, to: isDryRun ? .visible : .committed(patience: .seconds(90))) { record in
      progress()
      survey.end = record.offset + 1
      guard let note = try ReplayNote(record) else { return .proceed }
      survey.replayed.formUnion(note.offsets)
      guard note.runId == runId else { return .proceed }
      survey.end = record.offset
      return .stop
    }
    return survey
  }
}

/// A required topic does not exist, or the cluster hides it.
package struct MissingTopic: Error, CustomStringConvertible {
  let name: String

  package var description: String {
    "Topic \(name) does not exist, or this principal lacks Describe on topic \(name). `elt-adapter topics` shows which."
  }
}
