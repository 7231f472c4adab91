internal import Kafka
internal import Logging

/// Owns a `PartitionSubmitter` for each outbox partition this instance has been given.
actor SubmitterPool: RebalanceListener {
  private let configuration: AdapterConfiguration
  private let kafka: KafkaConfiguration
  private let sender: any SubmissionSender
  private let outcomes: OutcomePublisher
  private let telemetry: Telemetry
  private let retry: RetryPolicy
  private let clock: AdapterClock
  private var consumer: KafkaConsumer?
  private var running: [TopicPartition: Running] = [:]
  private var failure: (any Error)?
  /// Answers that could not be settled when the brokers went away, by partition.
  private var unsettled: [TopicPartition: [FinishedCall]] = [:]

  private struct Running {
    let submitter: PartitionSubmitter
    let task: Task<Void, Never>
  }

  init(
    configuration: AdapterConfiguration,
    kafka: KafkaConfiguration,
    sender: any SubmissionSender,
    outcomes: OutcomePublisher,
    telemetry: Telemetry,
    retry: RetryPolicy,
    clock: AdapterClock
  ) {
    self.configuration = configuration
    self.kafka = kafka
    self.sender = sender
    self.outcomes = outcomes
    self.telemetry = telemetry
    self.retry = retry
    self.clock = clock
  }

  /// Begins anew with this consumer.
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

  func backlogs() async -> [TopicPartition: Int] {
    var result: [TopicPartition: Int] = [:]
    for (partition, running) in running { result[partition] = await running.submitter.backlog }
    return result
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
    for partition in partitions {
      do {
        let submitter = try PartitionSubmitter(
          partition: partition.partition,
          context: context(),
          answers: unsettled.removeValue(forKey: partition) ?? []
        )
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
        // By another instance, or by the broker after a stop that was too long. The group, joined anew, knows which.
        telemetry.logger.warning(
          "Another instance has taken over the outbox partition.",
          metadata: [LogKey.partition: "\(partition.partition)"]
        )
      }
      if KafkaOutage.covers(error) { unsettled[partition, default: []] += await submitter.unsettled }
      failure = error
    }
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
