internal import Kafka
internal import Logging

/// How much of the outbox is read before it can be sent.
package struct ReadAhead: Sendable {
  /// A submitter with this many records or bytes waiting gets no more until a quarter is left. At one call per second that is
  /// minutes of work, so the second that pausing costs does not matter.
  package var records = 200
  package var bytes = 32 * 1024 * 1024
  package var recordsPerPoll = 50

  package init() {}
}

/// Owns a `PartitionSubmitter` for each outbox partition this instance has been given.
actor SubmitterPool: RebalanceListener {
  private let configuration: AdapterConfiguration
  private let kafka: KafkaConfiguration
  private let sender: any SubmissionSender
  private let outcomes: OutcomePublisher
  private let telemetry: Telemetry
  private let retry: RetryPolicy
  private let clock: AdapterClock
  private let readAhead: ReadAhead
  private var consumer: KafkaConsumer?
  private var running: [TopicPartition: Running] = [:]
  private var failure: (any Error)?
  /// How calls ended whose settlement Kafka did not take, for when this instance owns the partition again.
  private var unsettled: [TopicPartition: [SubmitMachine.EndedCall]] = [:]

  private struct Running {
    let submitter: PartitionSubmitter
    let task: Task<Void, Never>
    /// Whether the outbox partition is not read because enough is waiting. A partition that was just assigned is read.
    var isPaused = false
  }

  init(
    configuration: AdapterConfiguration,
    kafka: KafkaConfiguration,
    sender: any SubmissionSender,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy,
    clock: AdapterClock,
    readAhead: ReadAhead
  ) {
    self.configuration = configuration
    self.kafka = kafka
    self.sender = sender
    self.outcomes = outcomes
    self.telemetry = telemetry
    self.retry = retry
    self.clock = clock
    self.readAhead = readAhead
  }

  /// Begins afresh with another consumer.
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

  /// The partitions whose reading is to pause, since enough is waiting here, and those where it is to go on: to be followed.
  func readingChanges() async -> (pause: [TopicPartition], resume: [TopicPartition]) {
    var (pause, resume): ([TopicPartition], [TopicPartition]) = ([], [])
    for (partition, submitter) in running.mapValues(\.submitter) {
      let (records, bytes) = (await submitter.backlog, await submitter.backlogBytes)
      let fill = max(Double(records) / Double(readAhead.records), Double(bytes) / Double(readAhead.bytes))
      // Meanwhile it may have another owner, or a new one, whose reading has not paused.
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

  /// Hands records to the owners of their partitions; those of a partition that is gone are for its next owner.
  ///
  /// - Throws: What ended a submitter, where that must end the instance.
  func dispatch(_ records: [ConsumedRecord]) async throws {
    if let failure { throw failure }
    for (partition, records) in Dictionary(grouping: records, by: \.topicPartition) {
      await running[partition]?.submitter.enqueue(records)
    }
  }

  func assigned(_ partitions: [TopicPartition]) async {
    telemetry.rebalanced(role: .submit, assigned: partitions.count)
    // A standby has nothing else to wait for.
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

  /// Calls under way are settled while the partition is still ours, if the time allows.
  func revoked(_ partitions: [TopicPartition]) async { await stop(partitions, within: Self.settlingTime) }

  /// Nothing can be settled any more: the next owner finds the attempts in the ledger.
  func lost(_ partitions: [TopicPartition]) async { await stop(partitions, within: .zero) }

  func stopAll() async { await stop(Array(running.keys), within: Self.settlingTime) }

  /// How long calls under way may take to end when the partition must go.
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
        telemetry.logger.warning(
          "Another instance has taken over the outbox partition, or Kafka has given up a transaction.",
          metadata: [LogKey.partition: "\(partition.partition)"]
        )
      }
      // One that was told to stop leaves the rest to the next owner.
      if running[partition]?.submitter === submitter { failure = error }
    }
    // However it ended: what is known of calls must not become a doubt where this instance comes back.
    let left = await submitter.unsettled
    if !left.isEmpty { unsettled[partition] = left }
  }

  private func context() -> SubmitContext {
    SubmitContext(
      configuration: configuration,
      kafka: kafka,
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
