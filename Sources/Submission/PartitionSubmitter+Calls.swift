internal import ELT
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport
internal import Tracing

/// An attempt: recorded in the ledger before its call.
struct Attempt: Sendable {
  let item: SubmitMachine.Item
  /// The ledger entry that records it.
  let entry: LedgerEntry
  let turn: ContinuousClock.Instant
}

/// One call after its attempt is recorded: wait for its turn, send, receive the result.
extension PartitionSubmitter {
  func startCall(
    _ attempt: Attempt,
    _ calls: inout ThrowingDiscardingTaskGroup<any Error>
  ) {
    callsRunning += 1
    guard let envelope = attempt.item.envelope else { return callEnded(withdrawn(attempt)) }
    calls.addTask { [context, partition] in
      let (item, trace) = (attempt.item, attempt.item.record.origin.trace.serviceContext)
      let start = await withSpan("elt.wait", context: trace) { _ in await self.begin(attempt) }
      guard let start else {
        // The recorded attempt is not made. The ledger must record that, or the report would be in doubt.
        return await self.callEnded(self.withdrawn(attempt))
      }
      let result = await withSpan("elt.send", context: trace, ofKind: .client) { span in
        let result = await context.sender.send(envelope)
        span.attributes[SpanAttribute.reportId] = item.record.reportId.text
        span.attributes[SpanAttribute.attempt] = item.attempts
        span.attributes[SpanAttribute.result] = result.label.rawValue
        return result
      }
      let duration = context.now().steady - start.steady
      context.telemetry.callEnded(result, partition: partition, offset: item.offset, took: duration)
      await self.callEnded(self.ended(item, result, startedAt: start.time))
    }
  }

  /// Waits for the turn and marks the call as started; nil if the call must not start, for example because the partition was
  /// released: a call before its turn would exceed the ceiling.
  private func begin(_ attempt: Attempt) async -> SubmitMachine.Now? {
    var wake = attempt.turn
    while true {
      do { try await context.sleep(wake) } catch { return nil }
      guard !Task.isCancelled, !isStopping, let machine else { return nil }
      let now = context.now()
      switch machine.mayStart(attempt.item.offset, turn: attempt.turn, at: now) {
      case .withdrawn: return nil
      case .wait(let until): wake = until
      case .granted:
        started(attempt.item, at: now)
        return now
      }
    }
  }

  private func started(_ item: SubmitMachine.Item, at now: SubmitMachine.Now) {
    machine?.started(item.offset, at: now.steady)
    if let written = arrivals.removeValue(forKey: item.offset) {
      context.telemetry.instruments.waitSeconds.record(max(.zero, now.time - written))
    }
    context.telemetry.callStarted(item, partition: partition, limit: context.settings.requestTimeout * 2)
    logger.log(
      .callStarted,
      [
        LogKey.reportId: "\(item.record.reportId)", LogKey.offset: "\(item.offset)",
        LogKey.attempts: "\(item.attempts)",
      ]
    )
  }

  func withdrawn(_ attempt: Attempt) -> SubmitMachine.EndedCall {
    ended(attempt.item, SubmitMachine.withdrawn, startedAt: attempt.entry.attemptedAt)
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

  private func callEnded(_ call: SubmitMachine.EndedCall) {
    callsRunning -= 1
    finished.append(call)
    signalWork()
  }
}
