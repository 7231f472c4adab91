internal import Logging

/// Forgets what `LedgerRetention` says, between calls.
extension PartitionSubmitter {
  /// Does one slice of what retention asks for; false where nothing is left to do.
  func forget(at now: SubmitMachine.Now) async throws -> Bool {
    guard let reportIds = slice(at: now) else { return false }
    if reportIds.isEmpty { return true }
    try await commit(
      try reportIds.map { try ledgerRecord(.forgotten(reportId: $0)) },
      finishing: nil
    )
    machine?.forgot(reportIds)
    logger.info("Forgot reports past the retention.", metadata: [LogKey.count: "\(reportIds.count)"])
    return true
  }

  private func slice(at now: SubmitMachine.Now) -> [String]? {
    guard let machine else { return nil }
    return retention.next(in: machine.ledger, settled: machine.offsets.position ?? settledBefore, at: now)
  }

  func wakeForRetention() async {
    while (try? await context.sleep(context.now().steady + LedgerRetention.interval)) != nil {
      wakeUp.yield()
    }
  }
}
