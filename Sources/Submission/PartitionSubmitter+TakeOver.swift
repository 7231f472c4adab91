internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry

/// Takes over the partition: fences the previous owner, reads the ledger, and checks that both topics belong together.
extension PartitionSubmitter {
  func takeOver() async throws {
    // The previous owner is fenced from here on and cannot record a further attempt. An attempt that it has recorded is in
    // the ledger read below; if it was suspended since, `SubmitMachine.mayStart` keeps it from sending.
    try await producer.initTransactions(timeout: context.retry.answerTimeout)
    let ledger = try await context.loadLedger(partition)
    if let newest = ledger.newestOffset, case let end = try await context.outboxEnd(partition), newest >= end
    {
      throw OutboxRecreated(partition: partition, newestOffset: newest, outboxEnd: end)
    }
    let partitions = try await context.outboxPartitions()
    try await check(ledger, outboxPartitions: partitions)
    settledBefore = try await context.outboxSettled(partition)
    let settings = context.settings
    var pacer = Pacer(
      requestsPerSecond: settings.requestsPerSecond,
      partitions: partitions,
      margin: Pacer.jitterMargin
    )
    let now = context.now()
    if ledger.newestOffset != nil { pacer.takeOver(at: now.steady) }
    machine = SubmitMachine(
      ledger: ledger,
      pacer: pacer,
      retry: context.retry,
      maxInFlight: settings.maxInFlight,
      resendsInDoubt: settings.resendsInDoubt,
      attemptLifetime: min(.seconds(15), settings.sessionTimeout / 2),
      unsettled: inherited
    )
    context.telemetry.kafkaIsBack(.submit, at: now.steady)
    logger.log(.partitionTakenOver, [LogKey.ledgerEntries: "\(ledger.count)"])
    StepBoundary.takenOver.reached()
    signalWork()
  }

  /// - Throws: `OutboxPartitionsChanged`.
  private func check(_ ledger: Ledger, outboxPartitions now: Int) async throws {
    guard try OutboxPartitionsChanged.check(ledger, of: partition, now: now) else { return }
    // A partition that was just added has an empty ledger; the others may hold reports.
    for other in 0..<Int32(now) where other != partition {
      _ = try OutboxPartitionsChanged.check(try await context.loadLedger(other), of: other, now: now)
    }
    try await commit([try ledgerRecord(.outboxPartitions(now))])
  }
}
