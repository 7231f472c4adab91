internal import Logging
internal import PipelineRecords
internal import Telemetry
internal import TimeReport

/// Removes expired ledger entries between calls.
extension PartitionSubmitter {
  /// Removes one slice of expired entries; returns false if nothing is left to do.
  func expireEntries(at now: SubmitMachine.Now) async throws -> Bool {
    guard let reportIds = slice(at: now) else { return false }
    if reportIds.isEmpty { return true }
    try await commit(try reportIds.map { try ledgerRecord(.forgotten(reportId: $0)) })
    machine?.forgot(reportIds)
    logger.log(.ledgerEntriesExpired, [LogKey.count: "\(reportIds.count)"])
    return true
  }

  private func slice(at now: SubmitMachine.Now) -> [ReportId]? {
    guard let machine else { return nil }
    return retention.next(in: machine.ledger, settled: machine.offsets.position ?? settledBefore, at: now)
  }

  func signalForRetention() async {
    while (try? await context.sleep(context.now().steady + LedgerRetention.interval)) != nil {
      workSignal.yield()
    }
  }
}
