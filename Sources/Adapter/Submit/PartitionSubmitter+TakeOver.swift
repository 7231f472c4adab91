internal import Kafka
internal import Logging

/// Becomes the owner: fences the one before, reads the ledger, and finds out that both topics belong together.
extension PartitionSubmitter {
  func takeOver() async throws {
    // From here on a former owner is fenced: it can record no further attempt. One that it has recorded is in the ledger read below;
    // where it stood still since, `waitForTurn` keeps it from sending that.
    try await producer.initTransactions(timeout: context.retry.answerTimeout)
    let ledger = try await context.loadLedger(partition)
    if let newest = ledger.newestOffset, case let end = try await context.outboxEnd(partition), newest >= end
    {
      throw OutboxRecreated(partition: partition, newestOffset: newest, outboxEnd: end)
    }
    let partitions = try await context.outboxPartitions()
    try await check(ledger, outboxPartitions: partitions)
    settledBefore = try await context.outboxSettled(partition)
    let pacing = context.configuration.pacing
    var pacer = Pacer(requestsPerSecond: pacing.requestsPerSecond, partitions: partitions)
    let now = context.now()
    if ledger.newestOffset != nil { pacer.takeOver(at: now.steady) }
    machine = SubmitMachine(
      ledger: ledger,
      pacer: pacer,
      retry: context.retry,
      maxInFlight: pacing.maxInFlight,
      inDoubt: context.configuration.inDoubt,
      unsettled: inherited
    )
    context.telemetry.kafkaIsBack(.submit, at: now.steady)
    logger.info("Took over the outbox partition.", metadata: [LogKey.ledgerEntries: "\(ledger.count)"])
    StepBoundary.takenOver.reached()
    ring()
  }

  /// - Throws: `OutboxPartitionsChanged`.
  private func check(_ ledger: Ledger, outboxPartitions now: Int) async throws {
    guard try OutboxPartitionsChanged.check(ledger, of: partition, now: now) else { return }
    // A partition that was just added knows nothing of the past; the others do.
    for other in 0..<Int32(now) where other != partition {
      _ = try OutboxPartitionsChanged.check(try await context.loadLedger(other), of: other, now: now)
    }
    try await commit([try ledgerRecord(.outboxPartitions(now))], finishing: nil)
  }
}
