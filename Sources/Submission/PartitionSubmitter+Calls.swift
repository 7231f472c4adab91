internal import ELT
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport
internal import Tracing

/// One call: record the attempt, wait for its turn, send, receive the result.
extension PartitionSubmitter {
  func send(
    _ item: SubmitMachine.Item,
    entry: LedgerEntry,
    turn: ContinuousClock.Instant,
    _ calls: inout ThrowingDiscardingTaskGroup<any Error>
  ) async throws {
    guard let envelope = item.envelope else { return }
    StepBoundary.lookedUp.reached()
    let trace = item.record.origin.trace.serviceContext
    let attempt = try ledgerRecord(.entry(entry, reportId: item.record.reportId), caller: caller)
    do {
      try await withSpan("elt.record", context: trace) { _ in
        try await commit([attempt], finishing: nil, endingAt: .attemptProduced)
      }
    } catch {
      // The attempt may be committed all the same, but no call followed it, so the report is not in doubt.
      finished.append(ended(item, .notDelivered(Self.stoppedBeforeCall), startedAt: entry.attemptedAt))
      throw error
    }
    machine?.committed(entry, for: item.record.reportId)
    StepBoundary.attemptRecorded.reached()
    let isOurTurn = await withSpan("elt.wait", context: trace) { _ in await waitForTurn(turn) }
    guard isOurTurn else {
      // The recorded attempt was not made. The ledger must record that, or the report would be in doubt.
      finished.append(ended(item, .notDelivered(Self.stoppedBeforeCall), startedAt: entry.attemptedAt))
      return try await settleFinished()
    }
    let started = context.now()
    machine?.started(at: started.steady)
    alertOperator()
    if let written = arrivals.removeValue(forKey: item.offset) {
      context.telemetry.instruments.waitSeconds.record(max(.zero, started.time - written))
    }
    let timeLimit = context.settings.requestTimeout * 2
    context.telemetry.callStarted(item, partition: partition, limit: timeLimit)
    callsRunning += 1
    logger.log(
      .callStarted,
      [
        LogKey.reportId: "\(item.record.reportId)", LogKey.offset: "\(item.offset)",
        LogKey.attempts: "\(item.attempts)",
      ]
    )
    calls.addTask { [context, partition] in
      let result = await withSpan("elt.send", context: trace, ofKind: .client) { span in
        let result = await context.sender.send(envelope)
        span.attributes[SpanAttribute.reportId] = item.record.reportId.text
        span.attributes[SpanAttribute.attempt] = item.attempts
        span.attributes[SpanAttribute.result] = result.label.rawValue
        return result
      }
      let duration = context.now().steady - started.steady
      context.telemetry.callEnded(result, partition: partition, offset: item.offset, took: duration)
      await self.callEnded(self.ended(item, result, startedAt: started.time))
    }
  }

  private nonisolated func ended(
    _ item: SubmitMachine.Item,
    _ result: SubmissionResult,
    startedAt: Timestamp
  ) -> SubmitMachine.EndedCall {
    .init(
      offset: item.offset,
      attempts: item.attempts,
      caller: caller,
      result: result,
      startedAt: startedAt
    )
  }

  private static let stoppedBeforeCall = TransportFailure(
    .transportCancelled,
    "The adapter stopped before the call."
  )

  /// False if the partition was released: a call before its turn would exceed the ceiling. Also false if the turn is long
  /// past because the process was suspended: the partition may have a new owner, which has declared the report in doubt.
  private func waitForTurn(_ turn: ContinuousClock.Instant) async -> Bool {
    do {
      try await context.sleep(turn)
      return !Task.isCancelled && context.now().steady <= turn + Self.longestDelay
    } catch {
      return false
    }
  }

  /// Longer than it takes to record an attempt, shorter than a group waits for a suspended member (45 s).
  private static let longestDelay: Duration = .seconds(15)

  private func callEnded(_ call: SubmitMachine.EndedCall) {
    callsRunning -= 1
    finished.append(call)
    signalWork()
  }
}
