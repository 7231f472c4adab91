internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry

/// How much of the outbox is read before it can be sent.
package struct ReadAhead: Sendable {
  /// A submitter with this many records or bytes waiting gets no more until a quarter is left. At one call per second that is
  /// minutes of work, so the second that pausing costs does not matter.
  package var records = 200
  package var bytes = 32 * 1024 * 1024
  package var recordsPerPoll = 50

  package init() {}
}

/// Owns a `PartitionSubmitter` for each outbox partition that is assigned to this instance.
actor SubmitterPool: RebalanceListener {
  private let settings: SubmissionSettings
  private let sender: any SubmissionSender
  private let outcomes: OutcomePublisher
  private let telemetry: Telemetry
  private let retry: RetryPolicy
  private let clock: AdapterClock
  private let readAhead: ReadAhead
  private var consumer: KafkaConsumer?
  private var running: [TopicPartition: Running] = [:]
  private var failure: (any Error)?
  /// Ended calls that could not be settled because Kafka failed, for when this instance owns the partition again.
  private var unsettled: [TopicPartition: [SubmitMachine.EndedCall]] = [:]

  private struct Running {
    let submitter: PartitionSubmitter
    let task: Task<Void, Never>
    /// Whether reading the outbox partition is paused because enough records wait. A new assignment is not paused.
    var isPaused = false
  }

  init(
    settings: SubmissionSettings,
    sender: any SubmissionSender,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy,
    clock: AdapterClock,
    readAhead: ReadAhead
  ) {
    self.settings = settings
    self.sender = sender
    self.outcomes = outcomes
    self.telemetry = telemetry
    self.retry = retry
    self.clock = clock
    self.readAhead = readAhead
  }

  /// Restarts with another consumer.
  func use(_ consumer: KafkaConsumer) {
    self.consumer = consumer
    failure = nil
  }

  func status() async -> [PartitionStatus] {
    var result: [PartitionStatus] = []
    for (_, running) in running.sorted(by: { $0.key.partition < $1.key.partition }) {
      result.append(await running.submitter.status)
    }
    return result
  }

  /// The partitions to pause because enough records wait, and those to resume. The caller must do both.
  func readingChanges() async -> (pause: [TopicPartition], resume: [TopicPartition]) {
    var (pause, resume): ([TopicPartition], [TopicPartition]) = ([], [])
    for (partition, submitter) in running.mapValues(\.submitter) {
      let (records, bytes) = (await submitter.backlog, await submitter.backlogBytes)
      let fill = max(Double(records) / Double(readAhead.records), Double(bytes) / Double(readAhead.bytes))
      // Meanwhile the partition may have been revoked or assigned again, which is not paused.
      guard let isPaused = running[partition]?.isPaused, running[partition]?.submitter === submitter else {
        continue
      }
      if !isPaused, fill >= 1 { pause.append(partition) }
      if isPaused, fill <= 0.25 { resume.append(partition) }
    }
    for partition in pause { running[partition]?.isPaused = true }
    for partition in resume { running[partition]?.isPaused = false }
    return (pause, resume)
  }

  /// Passes records to the submitters of their partitions; drops those of a revoked partition, which its next owner reads.
  ///
  /// - Throws: The error of a submitter that failed.
  func dispatch(_ records: [ConsumedRecord]) async throws {
    if let failure { throw failure }
    for (partition, records) in Dictionary(grouping: records, by: \.topicPartition) {
      await running[partition]?.submitter.enqueue(records)
    }
  }

  func assigned(_ partitions: [TopicPartition]) async {
    telemetry.rebalanced(role: .submit, assigned: partitions.count)
    // A standby has no partition to take over.
    if partitions.isEmpty { telemetry.kafkaIsBack(.submit, at: clock.steady()) }
    for partition in partitions {
      do {
        let submitter = try PartitionSubmitter(
          partition: partition.partition,
          context: context(),
          unsettled: unsettled[partition] ?? []
        )
        unsettled[partition] = nil
        running[partition] = Running(
          submitter: submitter,
          task: Task { await self.run(submitter, for: partition) }
        )
      } catch {
        failure = error
      }
    }
  }

  /// Settles calls in progress while this instance still owns the partition, if the time allows.
  func revoked(_ partitions: [TopicPartition]) async { await stop(partitions, within: Self.settlingTime) }

  /// Nothing can be settled any more; the next owner finds the attempts in the ledger.
  func lost(_ partitions: [TopicPartition]) async { await stop(partitions, within: .zero) }

  func stopAll() async { await stop(Array(running.keys), within: Self.settlingTime) }

  /// How long calls in progress may take to end when the partition is revoked.
  private static let settlingTime: Duration = .seconds(25)

  private func stop(_ partitions: [TopicPartition], within limit: Duration) async {
    let stopping = partitions.compactMap { running.removeValue(forKey: $0) }
    let deadline = clock.steady() + limit
    await withTaskGroup { group in
      for running in stopping {
        await running.submitter.stop()
        group.addTask { [clock] in
          let timeUp = Task {
            try await clock.sleep(deadline)
            running.task.cancel()
          }
          await running.task.value
          timeUp.cancel()
        }
      }
    }
  }

  private func run(_ submitter: PartitionSubmitter, for partition: TopicPartition) async {
    do {
      try await submitter.run()
    } catch is CancellationError {
    } catch {
      if case TransactionFailure.fenced = error {
        telemetry.logger.log(.partitionFenced, [LogKey.partition: "\(partition.partition)"])
      }
      // A submitter that was stopped leaves the rest to the next owner.
      if running[partition]?.submitter === submitter { failure = error }
    }
    // Keeps known results, so that they do not end in doubt if this instance owns the partition again.
    let left = await submitter.unsettled
    if !left.isEmpty { unsettled[partition] = left }
  }

  private func context() -> SubmitContext {
    SubmitContext(
      settings: settings,
      retry: retry,
      sender: sender,
      outcomes: outcomes,
      telemetry: telemetry,
      groupMetadata: { [consumer] in
        guard let consumer else { throw KafkaError.closed }
        return try await consumer.groupMetadata()
      },
      clock: clock
    )
  }
}
